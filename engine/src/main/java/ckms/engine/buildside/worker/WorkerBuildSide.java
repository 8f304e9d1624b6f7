package ckms.engine.buildside.worker;

import ckms.engine.buildside.BuildOrder;
import ckms.engine.buildside.BuildSide;
import ckms.engine.buildside.Built;
import ckms.engine.buildside.hook.HookListener;
import ckms.engine.buildside.hook.HookOrder;
import ckms.engine.buildside.sign.Signer;
import ckms.engine.host.process.Conversation;
import ckms.engine.inputs.Inputs;
import ckms.engine.store.Settlement;
import ckms.engine.store.StateDirectory;
import ckms.model.Cell;
import ckms.model.PackageId;
import ckms.model.plan.Step;
import ckms.model.run.Failure;
import ckms.model.run.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** The build side in another process, which runs as the state directory's owner. */
public final class WorkerBuildSide implements BuildSide {
    /** How long nothing may be heard of the process, which says every few seconds that it is there. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Exchanges exchanges;
    private final Settlement settlement;

    private WorkerBuildSide(Exchanges exchanges, Settlement settlement) {
        this.exchanges = exchanges;
        this.settlement = settlement;
    }

    /**
     * Has a process take the state directory's lock, and opens the build side in it.
     *
     * @param process the process, which is ended if this fails
     * @param holder who takes the lock, for others to read
     * @param timeout how long to wait for the lock
     * @param waiting is told once who holds the lock, if the wait takes longer than a second
     * @throws ckms.engine.store.StateBusyException if another writer still holds the lock after the timeout
     * @throws IOException if the process can't work there, or has ended
     * @throws InterruptedException if the thread is interrupted while it waits
     */
    public static BuildSide open(
            Conversation process, StateDirectory state, String holder, Duration timeout, Consumer<String> waiting)
            throws IOException, InterruptedException {
        return open(process, PATIENCE, state, holder, timeout, waiting);
    }

    static BuildSide open(
            Conversation process,
            Duration patience,
            StateDirectory state,
            String holder,
            Duration timeout,
            Consumer<String> waiting)
            throws IOException, InterruptedException {
        var exchanges = new Exchanges(process, patience);
        boolean opened = false;
        try {
            var hearer = new Hearer(HookListener.none(), waiting, Signer.none());
            Reply.Final reply = exchanges.ask(new Request.Open(state.root(), holder, timeout), hearer);
            reply.outcome();
            opened = true;
            return new WorkerBuildSide(
                    exchanges, reply instanceof Reply.Opened open ? open.settlement() : Settlement.NONE);
        } finally {
            if (!opened) {
                exchanges.close();
            }
        }
    }

    @Override
    public Settlement settlement() {
        return settlement;
    }

    @Override
    public Outcome add(Step.Add step) throws IOException {
        return exchanges.ask(new Request.Add(step)).outcome();
    }

    @Override
    public Outcome adopt(Step.Adopt step) throws IOException {
        return exchanges.ask(new Request.Adopt(step)).outcome();
    }

    @Override
    public void refresh(Cell cell, Inputs inputs) throws IOException {
        exchanges.ask(new Request.Refresh(cell, inputs)).outcome();
    }

    @Override
    public void lend(int jobs) throws IOException {
        exchanges.ask(new Request.Lend(jobs)).outcome();
    }

    @Override
    public Built build(BuildOrder order, HookListener listener, Signer signer)
            throws IOException, InterruptedException {
        var request = new Request.Build(order, listener.hearsOutput());
        Reply.Final reply = exchanges.ask(request, Hearer.of(listener, signer));
        return reply instanceof Reply.HasBuilt has ? has.built() : new Built(reply.outcome(), Map.of());
    }

    @Override
    public Optional<Failure> run(HookOrder order, HookListener listener) throws IOException, InterruptedException {
        var request = new Request.Run(order, listener.hearsOutput());
        Outcome outcome =
                exchanges.ask(request, Hearer.of(listener, Signer.none())).outcome();
        return outcome instanceof Outcome.Failed failed ? Optional.of(failed.failure()) : Optional.empty();
    }

    @Override
    public Outcome clean(Cell cell) throws IOException {
        return exchanges.ask(new Request.Clean(cell)).outcome();
    }

    @Override
    public Outcome remove(PackageId pkg) throws IOException {
        return exchanges.ask(new Request.Remove(pkg)).outcome();
    }

    @Override
    public Outcome collect(Step.Collect step, long cacheBytes) throws IOException {
        return exchanges.ask(new Request.Collect(step, cacheBytes)).outcome();
    }

    @Override
    public Outcome tidy() throws IOException {
        return exchanges.ask(new Request.Tidy()).outcome();
    }

    @Override
    public void link(Cell cell) throws IOException {
        exchanges.ask(new Request.Link(cell)).outcome();
    }

    @Override
    public void unlink(Cell cell) throws IOException {
        exchanges.ask(new Request.Unlink(cell)).outcome();
    }

    @Override
    public void setAside(Path relative) throws IOException {
        exchanges.ask(Request.SetAside.of(relative)).outcome();
    }

    @Override
    public void close() {
        exchanges.close();
    }
}
