package ckms.engine.reconcile.run;

import ckms.engine.buildside.BuildSide;
import ckms.engine.host.Host;
import ckms.engine.inputs.Inputs;
import ckms.engine.installside.Installer;
import ckms.engine.installside.Records;
import ckms.engine.settings.Settings;
import ckms.engine.store.StateLock;
import ckms.model.Cell;
import ckms.model.Kernel;
import ckms.model.plan.Finalizer;
import ckms.model.plan.Plan;
import ckms.model.run.RunReport;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/** A writer's time with the state directory: from taking the lock to giving it up. The one way to change a host. */
public final class Session implements AutoCloseable {
    private final Host host;
    private final Settings settings;
    private final BuildSide buildSide;
    private final Records records;
    private final Optional<StateLock> recordsLock;
    private final Installer installer;

    private Session(Host host, Settings settings, BuildSide buildSide, Records records, Optional<StateLock> recordsLock)
            throws IOException {
        this.host = host;
        this.settings = settings;
        this.buildSide = buildSide;
        this.records = records;
        this.recordsLock = recordsLock;
        this.installer =
                new Installer(host, settings.state(), records, settings.destdir(), buildSide, settings.finalizers());
    }

    /**
     * Begins, and mends what an earlier writer was interrupted in.
     *
     * @param buildSide holds the state directory's lock; closed with the session
     * @param recordsLock that of the records, where they lie elsewhere; closed with the session
     */
    public static Session open(
            Host host, Settings settings, BuildSide buildSide, Records records, Optional<StateLock> recordsLock)
            throws IOException {
        var session = new Session(host, settings, buildSide, records, recordsLock);
        try {
            session.installer.recover();
            return session;
        } catch (IOException e) {
            session.close();
            throw e;
        }
    }

    /** Notes for builds of which nothing changed when and where their inputs were looked at, so as not to read them again. */
    public void refresh(Map<Cell, Inputs> inputs) throws IOException {
        for (Map.Entry<Cell, Inputs> cell : inputs.entrySet()) {
            buildSide.refresh(cell.getKey(), cell.getValue());
        }
    }

    /** How long the builds of a plan are likely to take. */
    public ExpectedTimes expected(Plan plan) {
        return ExpectedTimes.of(plan, settings.state());
    }

    /** Says that no version of the package is installed on the kernel; for a link to what is not there any more. */
    public void unlink(Cell cell) throws IOException {
        buildSide.unlink(cell);
    }

    /** Forgets that something of a kernel was to be brought up to date; for one that is not there any more. */
    public void finalized(Kernel kernel, Finalizer finalizer) throws IOException {
        records.finalized(kernel, finalizer);
    }

    /** Runs a plan, whether it is a verb's or a manifest's. */
    public RunReport run(Plan plan, RunOptions options, RunListener listener) {
        var performer = new HostPerformer(host, settings, options, buildSide, installer, records);
        var schedule = new Executor.Schedule(settings.jobs(), options.failFast(), expected(plan)::of);
        return new Executor(performer, listener, schedule).run(plan);
    }

    @Override
    public void close() throws IOException {
        buildSide.close();
        // Where the build side's process was killed, what it started runs on.
        host.processes().endLeftOver();
        if (recordsLock.isPresent()) {
            recordsLock.get().close();
        }
    }
}
