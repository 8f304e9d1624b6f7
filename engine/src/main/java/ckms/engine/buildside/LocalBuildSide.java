package ckms.engine.buildside;

import ckms.engine.buildside.hook.HookListener;
import ckms.engine.buildside.hook.HookOrder;
import ckms.engine.buildside.hook.HookRun;
import ckms.engine.buildside.sign.Signer;
import ckms.engine.host.Host;
import ckms.engine.host.files.AtomicWrite;
import ckms.engine.host.files.Tree;
import ckms.engine.inputs.Inputs;
import ckms.engine.store.BuildRecord;
import ckms.engine.store.BuildTimes;
import ckms.engine.store.FailedBuild;
import ckms.engine.store.Ownership;
import ckms.engine.store.StateDirectory;
import ckms.engine.store.StateLock;
import ckms.engine.store.cache.ResultCache;
import ckms.model.Cell;
import ckms.model.Kernel;
import ckms.model.PackageId;
import ckms.model.recipe.Hook;
import ckms.model.run.Failure;
import ckms.model.run.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The build side within this process: for the directory's owner, and in the process that root starts as the owner. */
public final class LocalBuildSide implements BuildSide {
    private final Host host;
    private final StateDirectory state;
    private final StateLock lock;
    private final ResultCache results;
    /** How many jobs are lent to the makes of builds, and how many builds those may be. */
    private int lent;

    private int served;
    private Optional<JobServer> jobs = Optional.empty();

    /** Works on that directory, whose lock it holds and will release, and mends what a writer was killed in. */
    public LocalBuildSide(Host host, StateDirectory state, StateLock lock) throws IOException {
        this.host = host;
        this.state = state;
        this.lock = lock;
        this.results = new ResultCache(state);
        host.processes().endLeftOver();
        Stage.putBack(state);
    }

    @Override
    public synchronized void lend(int count) throws IOException {
        lent = count;
        if (jobs.isPresent()) {
            jobs.get().lend(count);
        }
    }

    @Override
    public synchronized Outcome add(PackageId pkg, Path source, String recipe, String owner, boolean isProtected)
            throws IOException {
        Files.createDirectories(state.version(pkg));
        AtomicWrite.text(state.recipe(pkg), recipe);
        AtomicWrite.link(state.source(pkg), source, state.newLink());
        Ownership.write(state, pkg, owner, isProtected);
        return new Outcome.Changed("");
    }

    @Override
    public synchronized Outcome adopt(PackageId pkg, List<Kernel> kernels, String owner, boolean isProtected)
            throws IOException {
        for (Kernel kernel : kernels) {
            var cell = new Cell(pkg, kernel);
            Optional<BuildRecord> record = BuildRecord.read(state, cell);
            if (record.isPresent()) {
                record.get().ownedBy(owner).write(state, cell);
            }
        }
        Ownership.write(state, pkg, owner, isProtected);
        return new Outcome.Changed("");
    }

    @Override
    public synchronized void refresh(Cell cell, Inputs inputs) throws IOException {
        Optional<BuildRecord> record = BuildRecord.read(state, cell);
        if (record.isPresent()) {
            record.get().with(inputs).write(state, cell);
        }
    }

    @Override
    public Outcome build(BuildOrder order, HookListener listener, Signer signer)
            throws IOException, InterruptedException {
        Optional<JobServer> server = order.served() ? served() : Optional.empty();
        var around = new Builder.Surroundings(listener, signer, server, results);
        long start = System.nanoTime();
        try {
            Outcome built = new Builder(host, state, order, around).build();
            if (built.equals(new Outcome.Changed(""))) {
                noteTime(order.cell(), Duration.ofNanos(System.nanoTime() - start));
            }
            return built;
        } finally {
            if (order.served()) {
                servedNoMore();
            }
        }
    }

    /** The same package may be built for another kernel at the same time. */
    private synchronized void noteTime(Cell cell, Duration took) throws IOException {
        BuildTimes.write(state, cell, took);
    }

    /** Where there is no pipe to be had, makes have the jobs of their own build. */
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

    /** A new one is made for the next builds: a make that was killed has taken its jobs with it. */
    private synchronized void servedNoMore() throws IOException {
        served--;
        if (served == 0 && jobs.isPresent()) {
            jobs.get().close();
            jobs = Optional.empty();
        }
    }

    @Override
    public synchronized Outcome collect(Set<String> releases, long cacheBytes) throws IOException {
        return new Leftovers(state, results).run(releases, cacheBytes);
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
        var stage = new Stage(state, cell);
        stage.takeBack();
        BuildRecord.forget(state, cell);
        FailedBuild.forget(state, cell);
        stage.clear();
        Tree.removeEmpty(state.built(cell).getParent(), state.version(cell.pkg()));
        return new Outcome.Changed("");
    }

    @Override
    public synchronized Outcome remove(PackageId pkg) throws IOException {
        return new Removal(state, pkg).run();
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
    public synchronized void close() throws IOException {
        if (jobs.isPresent()) {
            jobs.get().close();
        }
        lock.close();
    }
}
