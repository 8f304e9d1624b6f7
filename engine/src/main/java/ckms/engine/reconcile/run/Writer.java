package ckms.engine.reconcile.run;

import ckms.engine.buildside.BuildSide;
import ckms.engine.buildside.worker.BuildSides;
import ckms.engine.host.CleanUp;
import ckms.engine.host.Host;
import ckms.engine.inputs.Inputs;
import ckms.engine.installside.BuildNotes;
import ckms.engine.installside.Installer;
import ckms.engine.installside.Records;
import ckms.engine.installside.RecordsFolder;
import ckms.engine.settings.Settings;
import ckms.engine.store.RecordFiles;
import ckms.engine.store.Settlement;
import ckms.engine.store.StateLock;
import ckms.engine.store.StateSurvey;
import ckms.engine.store.StoredRecipes;
import ckms.model.Cell;
import ckms.model.Kernel;
import ckms.model.plan.Finalizer;
import ckms.model.plan.Plan;
import ckms.model.run.Outcome;
import ckms.model.run.RunReport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** The holder of the state directory's lock, from taking the lock to giving it up. Only a writer changes a host. */
public final class Writer implements AutoCloseable {
    /** The number of files that are moved away at once: somebody may go on making them. */
    private static final int MOST_MOVED = 100_000;

    private final RunContext context;
    private final Optional<StateLock> recordsLock;
    private final Settlement settlement;

    private Writer(RunContext context, Optional<StateLock> recordsLock, Settlement settlement) {
        this.context = context;
        this.recordsLock = recordsLock;
        this.settlement = settlement;
    }

    /**
     * Takes the lock, and finishes or undoes what an earlier writer was interrupted in.
     *
     * @param buildSides opens the build side
     * @param holder who takes the lock, for others to read while they wait
     * @param waiting hears who holds the lock if the wait takes longer than a second
     * @throws ckms.engine.store.StateBusyException if another process still holds the lock after the timeout
     * @throws IOException if the state directory can't be used, or its records can't be read
     * @throws InterruptedException if the thread is interrupted while it waits
     */
    public static Writer open(
            Host host,
            Settings settings,
            StoredRecipes recipes,
            BuildSides buildSides,
            String holder,
            Consumer<String> waiting)
            throws IOException, InterruptedException {
        var records = new Records(RecordsFolder.of(host, settings.state()), settings.roots());
        Optional<StateLock> recordsLock = lockRecords(records, settings, holder, waiting);
        Optional<BuildSide> buildSide = Optional.empty();
        try {
            host.processes().endLeftOver();
            BuildSide side = buildSides.open(settings, holder, waiting);
            buildSide = Optional.of(side);
            var installer =
                    new Installer(host, settings.state(), records, settings.destdir(), side, settings.finalizers());
            Settlement settlement = side.settlement().and(installer.recover());
            var notes = BuildNotes.of(host, settings.state());
            return new Writer(
                    new RunContext(host, settings, recipes, side, installer, records, notes), recordsLock, settlement);
        } catch (IOException | InterruptedException | RuntimeException | Error first) {
            Optional<BuildSide> opened = buildSide;
            CleanUp.after(first, () -> close(host, opened, recordsLock));
            throw first;
        }
    }

    /**
     * Takes a lock on root's records, if root keeps them outside of the state directory: the lock within is its
     * owner's, who may do with it what he likes.
     */
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

    /** Returns what came of what earlier writers were interrupted in. */
    public Settlement settlement() {
        return settlement;
    }

    /**
     * Records anew the inputs of builds of which nothing changed, so that they need not be read again. Where that can't
     * be written, they are.
     */
    public void refresh(Map<Cell, Inputs> inputs) {
        inputs.forEach(this::refresh);
    }

    private void refresh(Cell cell, Inputs inputs) {
        try {
            context.buildSide().refresh(cell, inputs);
        } catch (IOException thenTheyAreReadAgain) {
            return;
        }
    }

    /** Estimates how long the builds of a plan will take. */
    public ExpectedTimes expect(Plan plan) {
        return ExpectedTimes.of(context.host(), plan, context.settings().state());
    }

    /**
     * Removes the link that says that a cell is installed. This is for a link whose build is gone.
     *
     * @throws IOException if the link can't be removed
     */
    public void unlink(Cell cell) throws IOException {
        context.buildSide().unlink(cell);
    }

    /**
     * Removes the mark that a kernel waits for depmod or for its initramfs. This is for a kernel that is gone.
     *
     * @throws IOException if the mark can't be deleted
     */
    public void clearMark(Kernel kernel, Finalizer finalizer) throws IOException {
        context.records().clearMark(kernel, finalizer);
    }

    /**
     * Forgets a build that is gone.
     *
     * @throws IOException if its records can't be deleted
     */
    public void forget(Cell cell) throws IOException {
        context.buildSide().clean(cell);
    }

    /**
     * Moves away a damaged record, or what stands where something else of ckms should be.
     *
     * @throws IOException if it can't be moved
     */
    public void setAside(Path path) throws IOException {
        Path state = context.settings().state().root();
        if (path.startsWith(state)) {
            context.buildSide().setAside(state.relativize(path));
        } else {
            context.records().setAside(path);
        }
    }

    /**
     * Moves away what is damaged in a folder of records, however full that is.
     *
     * @return how many files it moved
     * @throws IOException if the folder can't be read, or a file can't be moved
     */
    public int sift(Path folder) throws IOException {
        int moved = 0;
        var all = new ArrayList<RecordFiles<?>>(
                StateSurvey.records(context.settings().state()));
        all.addAll(context.records().files());
        for (RecordFiles<?> files : all) {
            for (Path file : files.path().equals(folder) ? files.damaged(MOST_MOVED) : List.<Path>of()) {
                setAside(file);
                moved++;
            }
        }
        return moved;
    }

    /**
     * Deletes the files in the state directory that earlier writers left half written.
     *
     * @return what was done, as a sentence; empty if there were none
     * @throws IOException if a folder can't be read, or a file can't be deleted
     */
    public Optional<String> tidy() throws IOException {
        return context.buildSide().tidy() instanceof Outcome.Changed changed
                ? Optional.of(changed.detail())
                : Optional.empty();
    }

    /**
     * Runs a plan, for a CKMS command and for manifests alike.
     *
     * @param failFast whether nothing new begins once a step has failed
     * @return each of its steps, and how it ended
     */
    public RunReport run(Plan plan, boolean failFast, RunListener listener) {
        var schedule = new Schedule(context.settings().jobs(), failFast, expect(plan)::of);
        return new Executor(new HostPerformer(context), listener, schedule).run(plan);
    }

    @Override
    public void close() throws IOException {
        close(context.host(), Optional.of(context.buildSide()), recordsLock);
    }

    /** Closes the build side, and gives up the locks whatever fails to close. */
    private static void close(Host host, Optional<BuildSide> buildSide, Optional<StateLock> recordsLock)
            throws IOException {
        try {
            if (buildSide.isPresent()) {
                buildSide.get().close();
            }
            // If the build side's process was killed, what it started still runs.
            host.processes().endLeftOver();
        } finally {
            if (recordsLock.isPresent()) {
                recordsLock.get().close();
            }
        }
    }
}
