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
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** What root's process asks for; it is done once the {@linkplain Reply.Final final} reply is there. */
sealed interface Request extends Message {
    /**
     * The first request: take the lock.
     *
     * @param state the state directory
     * @param holder who takes it, for others to read
     * @param timeout how long to wait for it
     */
    record Open(Path state, String holder, Duration timeout) implements Request {}

    /** A request for what a build side does. */
    sealed interface OfBuildSide extends Request {
        /**
         * Has it done.
         *
         * @param exchange what is said until then
         * @throws IOException where a file can't be read or written
         * @throws InterruptedException where the work was interrupted
         */
        Reply.Final perform(BuildSide side, Exchange exchange) throws IOException, InterruptedException;
    }

    /** Registers a package. */
    record Add(Step.Add step) implements OfBuildSide {
        @Override
        public Reply.Final perform(BuildSide side, Exchange exchange) throws IOException {
            return new Reply.Done(side.add(step));
        }
    }

    /** Makes what is there a manifest's own. */
    record Adopt(Step.Adopt step) implements OfBuildSide {
        @Override
        public Reply.Final perform(BuildSide side, Exchange exchange) throws IOException {
            return new Reply.Done(side.adopt(step));
        }
    }

    /** Notes when and where the inputs of a build were looked at. */
    record Refresh(Cell cell, Inputs inputs) implements OfBuildSide {
        @Override
        public Reply.Final perform(BuildSide side, Exchange exchange) throws IOException {
            side.refresh(cell, inputs);
            return Reply.Done.DONE;
        }
    }

    /**
     * Builds a cell.
     *
     * @param heard whether anybody hears what hooks print
     */
    record Build(BuildOrder order, boolean heard) implements OfBuildSide {
        @Override
        public Reply.Final perform(BuildSide side, Exchange exchange) throws IOException, InterruptedException {
            Outcome built = side.build(order, exchange.telling(heard), exchange::sign);
            return new Reply.Done(built);
        }
    }

    /**
     * Runs a hook.
     *
     * @param heard whether anybody hears what it prints
     */
    record Run(HookOrder order, boolean heard) implements OfBuildSide {
        @Override
        public Reply.Final perform(BuildSide side, Exchange exchange) throws IOException, InterruptedException {
            Optional<Failure> failure = side.run(order, exchange.telling(heard));
            return failure.<Reply.Final>map(Reply.HookFailed::new).orElse(Reply.Done.DONE);
        }
    }

    /** Lends jobs to makes. */
    record Lend(int jobs) implements OfBuildSide {
        @Override
        public Reply.Final perform(BuildSide side, Exchange exchange) throws IOException {
            side.lend(jobs);
            return Reply.Done.DONE;
        }
    }

    /** Removes what nobody needs any more. */
    record Collect(Step.Collect step, long cacheBytes) implements OfBuildSide {
        @Override
        public Reply.Final perform(BuildSide side, Exchange exchange) throws IOException {
            return new Reply.Done(side.collect(step, cacheBytes));
        }
    }

    /** Removes what is built of a cell. */
    record Clean(Cell cell) implements OfBuildSide {
        @Override
        public Reply.Final perform(BuildSide side, Exchange exchange) throws IOException {
            return new Reply.Done(side.clean(cell));
        }
    }

    /** Removes what is registered of a package. */
    record Remove(PackageId pkg) implements OfBuildSide {
        @Override
        public Reply.Final perform(BuildSide side, Exchange exchange) throws IOException {
            return new Reply.Done(side.remove(pkg));
        }
    }

    /** Says that the cell is the installed one. */
    record Link(Cell cell) implements OfBuildSide {
        @Override
        public Reply.Final perform(BuildSide side, Exchange exchange) throws IOException {
            side.link(cell);
            return Reply.Done.DONE;
        }
    }

    /** Says that none is. */
    record Unlink(Cell cell) implements OfBuildSide {
        @Override
        public Reply.Final perform(BuildSide side, Exchange exchange) throws IOException {
            side.unlink(cell);
            return Reply.Done.DONE;
        }
    }
}
