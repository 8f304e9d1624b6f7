package ckms.engine.reconcile.run;

import ckms.engine.buildside.BuildSide;
import ckms.engine.buildside.worker.BuildSides;
import ckms.engine.host.Host;
import ckms.engine.inputs.Inputs;
import ckms.engine.installside.Installer;
import ckms.engine.installside.Records;
import ckms.engine.installside.RecordsFolder;
import ckms.engine.settings.Settings;
import ckms.engine.store.StateLock;
import ckms.engine.store.StoredRecipes;
import ckms.model.Cell;
import ckms.model.Kernel;
import ckms.model.plan.Finalizer;
import ckms.model.plan.Plan;
import ckms.model.run.RunReport;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** A writer's time with the state directory: from taking the lock to giving it up. The one way to change a host. */
public final class Writer implements AutoCloseable {
    private final RunContext context;
    private final Optional<StateLock> recordsLock;

    private Writer(RunContext context, Optional<StateLock> recordsLock) {
        this.context = context;
        this.recordsLock = recordsLock;
    }

    /**
     * Waits for the lock, takes it, and mends what an earlier writer was interrupted in.
     *
     * @param buildSides opens the build side
     * @param holder who takes the lock, for others to read
     * @param waiting hears who holds it, when that takes long
     * @throws ckms.engine.store.StateBusyException where another one still held it after the timeout
     * @throws IOException where the state directory can't be worked on, or what was interrupted not be mended
     * @throws InterruptedException when this thread was interrupted
     */
    public static Writer open(
            Host host,
            Settings settings,
            StoredRecipes recipes,
            BuildSides buildSides,
            String holder,
            Consumer<String> waiting)
            throws IOException, InterruptedException {
        var records = new Records(RecordsFolder.of(host, settings.state()));
        Optional<StateLock> recordsLock = lockRecords(records, settings, holder, waiting);
        Optional<BuildSide> buildSide = Optional.empty();
        boolean opened = false;
        try {
            host.processes().endLeftOver();
            BuildSide side = buildSides.open(settings, holder, waiting);
            buildSide = Optional.of(side);
            var installer =
                    new Installer(host, settings.state(), records, settings.destdir(), side, settings.finalizers());
            installer.recover();
            opened = true;
            return new Writer(new RunContext(host, settings, recipes, side, installer, records), recordsLock);
        } finally {
            if (!opened) {
                close(host, buildSide, recordsLock);
            }
        }
    }

    /** The state directory's own lock is its owner's, who may do with it what he likes; root's records have root's. */
    private static Optional<StateLock> lockRecords(
            Records records, Settings settings, String holder, Consumer<String> waiting)
            throws IOException, InterruptedException {
        return records.root().equals(settings.state().own())
                ? Optional.empty()
                : Optional.of(StateLock.acquire(
                        records.root(),
                        "the state directory " + settings.state().root(),
                        holder,
                        settings.lockTimeout(),
                        waiting));
    }

    /**
     * Notes for builds of which nothing changed when and where their inputs were looked at, so as not to read them again.
     *
     * @throws IOException where that can't be written
     */
    public void refresh(Map<Cell, Inputs> inputs) throws IOException {
        for (Map.Entry<Cell, Inputs> cell : inputs.entrySet()) {
            context.buildSide().refresh(cell.getKey(), cell.getValue());
        }
    }

    /** Tells how long the builds of a plan are likely to take. */
    public ExpectedTimes expect(Plan plan) {
        return ExpectedTimes.of(plan, context.settings().state());
    }

    /**
     * Says that no version of the package is installed on the kernel; for a link to what is not there any more.
     *
     * @throws IOException where the link can't be taken away
     */
    public void unlink(Cell cell) throws IOException {
        context.buildSide().unlink(cell);
    }

    /**
     * Forgets that something of a kernel was to be brought up to date; for one that is not there any more.
     *
     * @throws IOException where the mark can't be deleted
     */
    public void clearMark(Kernel kernel, Finalizer finalizer) throws IOException {
        context.records().clearMark(kernel, finalizer);
    }

    /**
     * Runs a plan, whether it is a verb's or a manifest's.
     *
     * @param failFast whether nothing new begins once a step has failed
     * @return each of its steps, and how it ended
     */
    public RunReport run(Plan plan, boolean failFast, RunListener listener) {
        var schedule = new Executor.Schedule(context.settings().jobs(), failFast, expect(plan)::of);
        return new Executor(new HostPerformer(context), listener, schedule).run(plan);
    }

    @Override
    public void close() throws IOException {
        close(context.host(), Optional.of(context.buildSide()), recordsLock);
    }

    /** Whatever fails to close, the locks are given up. */
    private static void close(Host host, Optional<BuildSide> buildSide, Optional<StateLock> recordsLock)
            throws IOException {
        try {
            if (buildSide.isPresent()) {
                buildSide.get().close();
            }
            // Where the build side's process was killed, what it started runs on.
            host.processes().endLeftOver();
        } finally {
            if (recordsLock.isPresent()) {
                recordsLock.get().close();
            }
        }
    }
}
