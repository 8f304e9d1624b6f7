package ckms.engine.buildside;

import ckms.engine.buildside.hook.HookListener;
import ckms.engine.buildside.hook.HookOrder;
import ckms.engine.buildside.hook.HookRun;
import ckms.engine.buildside.sign.Signer;
import ckms.engine.host.CleanUp;
import ckms.engine.host.Host;
import ckms.engine.host.files.AtomicWrite;
import ckms.engine.host.files.Tree;
import ckms.engine.inputs.Inputs;
import ckms.engine.store.BuildRecord;
import ckms.engine.store.BuildTimes;
import ckms.engine.store.FailedBuild;
import ckms.engine.store.Ownership;
import ckms.engine.store.SetAside;
import ckms.engine.store.Settlement;
import ckms.engine.store.StateDirectory;
import ckms.engine.store.StateLock;
import ckms.engine.store.UnfinishedFiles;
import ckms.engine.store.cache.ResultCache;
import ckms.model.Cell;
import ckms.model.Kernel;
import ckms.model.PackageId;
import ckms.model.plan.Step;
import ckms.model.recipe.Hook;
import ckms.model.run.Failure;
import ckms.model.run.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The build side in this process: used by the state directory's owner, and in the process that root starts as that
 * owner.
 */
public final class LocalBuildSide implements BuildSide {
    private final Host host;
    private final StateDirectory state;
    private final StateLock lock;
    private final Settlement settlement;
    private final ResultCache results;
    private final PackageLinks links;
    /** The number of jobs that are lent to the makes of builds. */
    private int lent;

    /** The number of running builds whose makes the job server serves. */
    private int served;

    private Optional<JobServer> jobs = Optional.empty();

    private LocalBuildSide(Host host, StateDirectory state, StateLock lock, Settlement settlement) {
        this.host = host;
        this.state = state;
        this.lock = lock;
        this.settlement = settlement;
        this.results = new ResultCache(state);
        this.links = new PackageLinks(state);
    }

    /**
     * Takes the state directory's lock, and repairs what a killed writer left, as far as that goes.
     *
     * @param holder who takes the lock, for others to read
     * @param timeout how long to wait for the lock
     * @param waiting is told once who holds the lock, if the wait takes longer than a second
     * @throws ckms.engine.store.StateBusyException if another writer still holds the lock after the timeout
     * @throws IOException if the lock can't be taken
     * @throws InterruptedException if the thread is interrupted while it waits
     */
    public static BuildSide open(
            Host host, StateDirectory state, String holder, Duration timeout, Consumer<String> waiting)
            throws IOException, InterruptedException {
        StateLock lock = StateLock.acquire(state, holder, timeout, waiting);
        try {
            host.processes().endLeftOver();
            PackageLinks.removeLeftOver(state);
            return new LocalBuildSide(host, state, lock, new Asides(state).settle());
        } catch (IOException | RuntimeException | Error first) {
            CleanUp.after(first, lock::close);
            throw first;
        }
    }

    @Override
    public Settlement settlement() {
        return settlement;
    }

    @Override
    public synchronized void lend(int count) throws IOException {
        lent = count;
        if (jobs.isPresent()) {
            jobs.get().lend(count);
        }
    }

    @Override
    public synchronized Outcome add(Step.Add step) throws IOException {
        PackageId pkg = step.pkg();
        Files.createDirectories(state.version(pkg));
        AtomicWrite.text(state.recipe(pkg), step.recipe().text());
        AtomicWrite.link(state.source(pkg), step.source(), state.newLink());
        Ownership.write(state, pkg, step.owner(), step.isProtected());
        links.add(pkg.name());
        return Outcome.done();
    }

    @Override
    public synchronized Outcome adopt(Step.Adopt step) throws IOException {
        for (Kernel kernel : step.kernels()) {
            var cell = new Cell(step.pkg(), kernel);
            Optional<BuildRecord> record = BuildRecord.read(state, cell);
            if (record.isPresent()) {
                record.get().ownedBy(step.owner()).write(state, cell);
            }
        }
        Ownership.write(state, step.pkg(), step.owner(), step.isProtected());
        return Outcome.done();
    }

    @Override
    public synchronized void refresh(Cell cell, Inputs inputs) throws IOException {
        Optional<BuildRecord> record = BuildRecord.read(state, cell);
        if (record.isPresent()) {
            record.get().with(inputs).write(state, cell);
        }
    }

    @Override
    public Built build(BuildOrder order, HookListener listener, Signer signer)
            throws IOException, InterruptedException {
        Optional<JobServer> server = order.served() ? served() : Optional.empty();
        var around = new Builder.Surroundings(listener, signer, server, results, links);
        long start = System.nanoTime();
        try {
            Built built = new Builder(host, state, order, around).build();
            if (built.outcome() instanceof Outcome.Changed changed && changed.effect() == Outcome.Effect.COMPILED) {
                noteTime(order.cell(), Duration.ofNanos(System.nanoTime() - start));
            }
            return built;
        } finally {
            if (order.served()) {
                servedNoMore();
            }
        }
    }

    /** Records how long a build took. The same package may be built for another kernel at the same time. */
    private synchronized void noteTime(Cell cell, Duration took) {
        try {
            BuildTimes.write(state, cell, took);
        } catch (IOException thenItIsGuessed) {
            return;
        }
    }

    /**
     * Returns the job server; empty if its pipe can't be made, so that makes have only the jobs of their own build.
     */
    private synchronized Optional<JobServer> served() throws InterruptedException {
        served++;
        if (jobs.isEmpty()) {
            try {
                jobs = Optional.of(JobServer.at(state.jobs(), host.processes(), host.path()));
                jobs.get().lend(lent);
            } catch (IOException noPipe) {
                jobs = Optional.empty();
            }
        }
        return jobs;
    }

    /**
     * Closes the job server after the last build that uses it. The next builds get a new one, since a make that was
     * killed does not put its jobs back.
     */
    private synchronized void servedNoMore() throws IOException {
        served--;
        if (served == 0 && jobs.isPresent()) {
            jobs.get().close();
            jobs = Optional.empty();
        }
    }

    @Override
    public synchronized Outcome collect(Step.Collect step, long cacheBytes) throws IOException {
        return new Leftovers(state, results, links).remove(step.releases(), cacheBytes);
    }

    @Override
    public synchronized Outcome tidy() throws IOException {
        int deleted = new UnfinishedFiles(state).delete();
        return deleted == 0
                ? new Outcome.Unchanged("there is nothing half written")
                : Outcome.done("deleted " + Leftovers.count(deleted, "file", "files")
                        + " that ckms left half written in " + state.root());
    }

    @Override
    public Optional<Failure> run(HookOrder order, HookListener listener) throws IOException, InterruptedException {
        Optional<Failure> failure = new HookRun(host.processes(), listener).run(order);
        if (failure.isEmpty() && order.hook() == Hook.POST_REMOVE) {
            Files.delete(order.log());
        }
        return failure;
    }

    @Override
    public synchronized Outcome clean(Cell cell) throws IOException {
        var stage = new Stage(state, cell, links);
        stage.takeBack();
        BuildRecord.forget(state, cell);
        FailedBuild.forget(state, cell);
        stage.clear();
        Tree.removeEmpty(state.built(cell).getParent(), state.version(cell.pkg()));
        return Outcome.done();
    }

    @Override
    public synchronized Outcome remove(PackageId pkg) throws IOException {
        Outcome removed = new Removal(state, pkg).remove();
        links.remove(pkg.name());
        return removed;
    }

    @Override
    public synchronized void link(Cell cell) throws IOException {
        AtomicWrite.link(state.link(cell), state.linkTarget(cell), state.newLink());
    }

    @Override
    public synchronized void unlink(Cell cell) throws IOException {
        if (Files.deleteIfExists(state.link(cell))) {
            AtomicWrite.sync(state.link(cell).getParent());
        }
    }

    @Override
    public synchronized void setAside(Path relative) throws IOException {
        SetAside.move(state.root(), relative, state.own());
    }

    @Override
    public synchronized void close() throws IOException {
        try {
            if (jobs.isPresent()) {
                jobs.get().close();
            }
            links.close();
        } finally {
            lock.close();
        }
    }
}
