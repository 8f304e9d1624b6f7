package ckms.engine.buildside.worker;

import ckms.engine.buildside.BuildOrder;
import ckms.engine.buildside.BuildSide;
import ckms.engine.buildside.hook.HookOrder;
import ckms.engine.inputs.Inputs;
import ckms.model.Cell;
import ckms.model.PackageId;
import ckms.model.plan.Step;
import ckms.model.run.Failure;
import ckms.model.run.Outcome;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** A request of root's process; it is done once the {@linkplain Reply.Final final} reply comes. */
sealed interface Request extends Message {
    /** What a request may take that waits for nothing but this host. */
    Duration WORK = Duration.ofHours(1);

    /** Says whether a final reply is one to this request. */
    default boolean endsWith(Reply.Final reply) {
        return reply instanceof Reply.Broken || reply.equals(Reply.Done.DONE);
    }

    /** Returns the longest that may pass before the final reply comes: far more than it takes where all is well. */
    default Duration longest() {
        return WORK;
    }

    /** A request whose final reply tells what was done. */
    sealed interface Told extends OfBuildSide {
        @Override
        default boolean endsWith(Reply.Final reply) {
            return reply instanceof Reply.Broken
                    || (reply instanceof Reply.Done done
                            && (done.outcome() instanceof Outcome.Changed
                                    || done.outcome() instanceof Outcome.Unchanged
                                    || done.outcome() instanceof Outcome.Failed));
        }
    }

    /**
     * The first request, which takes the lock of the state directory.
     *
     * @param state the state directory's root
     * @param holder who takes the lock, for others to read
     * @param timeout how long to wait for the lock
     */
    record Open(Path state, String holder, Duration timeout) implements Request {
        @Override
        public boolean endsWith(Reply.Final reply) {
            return reply instanceof Reply.Opened || reply instanceof Reply.Busy || reply instanceof Reply.Broken;
        }

        @Override
        public Duration longest() {
            return timeout.plus(WORK);
        }
    }

    /** A request to the build side. */
    sealed interface OfBuildSide extends Request {
        /**
         * Has the build side do what is asked.
         *
         * @param exchange tells what is said until it is done
         * @throws IOException if a file can't be read or written
         * @throws InterruptedException if the thread is interrupted while it waits
         */
        Reply.Final perform(BuildSide side, Exchange exchange) throws IOException, InterruptedException;
    }

    /** The request to register a package. */
    record Add(Step.Add step) implements Told {
        @Override
        public Reply.Final perform(BuildSide side, Exchange exchange) throws IOException {
            return new Reply.Done(side.add(step));
        }
    }

    /** The request to record a manifest as the owner of a package and its builds. */
    record Adopt(Step.Adopt step) implements Told {
        @Override
        public Reply.Final perform(BuildSide side, Exchange exchange) throws IOException {
            return new Reply.Done(side.adopt(step));
        }
    }

    /** The request to record the inputs of a build anew. */
    record Refresh(Cell cell, Inputs inputs) implements OfBuildSide {
        @Override
        public Reply.Final perform(BuildSide side, Exchange exchange) throws IOException {
            side.refresh(cell, inputs);
            return Reply.Done.DONE;
        }
    }

    /**
     * The request to build a cell.
     *
     * @param heard whether anybody hears what hooks print
     */
    record Build(BuildOrder order, boolean heard) implements OfBuildSide {
        @Override
        public Reply.Final perform(BuildSide side, Exchange exchange) throws IOException, InterruptedException {
            return new Reply.HasBuilt(side.build(order, exchange.telling(heard), exchange::sign));
        }

        @Override
        public boolean endsWith(Reply.Final reply) {
            return reply instanceof Reply.Broken || reply instanceof Reply.HasBuilt;
        }

        @Override
        public Duration longest() {
            return order.longest().plus(WORK);
        }
    }

    /**
     * The request to run a hook.
     *
     * @param heard whether anybody hears what it prints
     */
    record Run(HookOrder order, boolean heard) implements OfBuildSide {
        @Override
        public Reply.Final perform(BuildSide side, Exchange exchange) throws IOException, InterruptedException {
            Optional<Failure> failure = side.run(order, exchange.telling(heard));
            return failure.<Reply.Final>map(Reply.HookFailed::new).orElse(Reply.Done.DONE);
        }

        @Override
        public boolean endsWith(Reply.Final reply) {
            return reply instanceof Reply.HookFailed || OfBuildSide.super.endsWith(reply);
        }

        @Override
        public Duration longest() {
            return order.limit().plus(WORK);
        }
    }

    /** The request to lend a number of jobs to makes. */
    record Lend(int jobs) implements OfBuildSide {
        @Override
        public Reply.Final perform(BuildSide side, Exchange exchange) throws IOException {
            side.lend(jobs);
            return Reply.Done.DONE;
        }
    }

    /**
     * The request to remove what is no longer needed.
     *
     * @param cacheBytes the most bytes that the cache of results may take afterwards
     */
    record Collect(Step.Collect step, long cacheBytes) implements Told {
        @Override
        public Reply.Final perform(BuildSide side, Exchange exchange) throws IOException {
            return new Reply.Done(side.collect(step, cacheBytes));
        }
    }

    /** The request to delete what is half written. */
    record Tidy() implements Told {
        @Override
        public Reply.Final perform(BuildSide side, Exchange exchange) throws IOException {
            return new Reply.Done(side.tidy());
        }
    }

    /** The request to remove what is built of a cell. */
    record Clean(Cell cell) implements Told {
        @Override
        public Reply.Final perform(BuildSide side, Exchange exchange) throws IOException {
            return new Reply.Done(side.clean(cell));
        }
    }

    /** The request to unregister a package. */
    record Remove(PackageId pkg) implements Told {
        @Override
        public Reply.Final perform(BuildSide side, Exchange exchange) throws IOException {
            return new Reply.Done(side.remove(pkg));
        }
    }

    /** The request to make the link that says that a cell is installed. */
    record Link(Cell cell) implements OfBuildSide {
        @Override
        public Reply.Final perform(BuildSide side, Exchange exchange) throws IOException {
            side.link(cell);
            return Reply.Done.DONE;
        }
    }

    /** The request to remove the link that says that a cell is installed. */
    record Unlink(Cell cell) implements OfBuildSide {
        @Override
        public Reply.Final perform(BuildSide side, Exchange exchange) throws IOException {
            side.unlink(cell);
            return Reply.Done.DONE;
        }
    }

    /**
     * The request to move away what is damaged.
     *
     * @param below its path, as an address below {@code file:///} although it is relative: a name may be no text
     */
    record SetAside(URI below) implements OfBuildSide {
        private static final Path TOP = Path.of("/");

        static SetAside of(Path relative) {
            return new SetAside(TOP.resolve(relative).toUri());
        }

        Path relative() {
            return TOP.relativize(Path.of(below));
        }

        @Override
        public Reply.Final perform(BuildSide side, Exchange exchange) throws IOException {
            side.setAside(relative());
            return Reply.Done.DONE;
        }
    }
}
