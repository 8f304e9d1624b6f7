package ckms.engine.build;

import ckms.engine.files.AtomicWrite;
import ckms.engine.files.Tree;
import ckms.engine.host.Host;
import ckms.engine.sign.Signer;
import ckms.engine.state.BuildRecord;
import ckms.engine.state.Input;
import ckms.engine.state.Ownership;
import ckms.engine.state.StateDirectory;
import ckms.engine.state.StateLock;
import ckms.model.Cell;
import ckms.model.Kernel;
import ckms.model.PackageId;
import ckms.model.recipe.Hook;
import ckms.model.run.Failure;
import ckms.model.run.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The build side within this process: for the directory's owner, and in the process that root starts as the owner. */
public final class LocalBuildSide implements BuildSide {
    private final Host host;
    private final StateDirectory state;
    private final StateLock lock;

    /** Works on that directory, whose lock it holds and will release, and mends what a writer was killed in. */
    public LocalBuildSide(Host host, StateDirectory state, StateLock lock) throws IOException {
        this.host = host;
        this.state = state;
        this.lock = lock;
        Stage.putBack(state);
    }

    @Override
    public Outcome add(PackageId pkg, Path source, String recipe, String owner, boolean isProtected)
            throws IOException {
        Files.createDirectories(state.version(pkg));
        AtomicWrite.text(state.recipe(pkg), recipe);
        AtomicWrite.link(state.source(pkg), source, state.newLink());
        Ownership.write(state, pkg, owner, isProtected);
        return new Outcome.Changed("");
    }

    @Override
    public Outcome adopt(PackageId pkg, List<Kernel> kernels, String owner, boolean isProtected) throws IOException {
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
    public void refresh(Cell cell, Map<String, Input> inputs) throws IOException {
        Optional<BuildRecord> record = BuildRecord.read(state, cell);
        if (record.isPresent()) {
            record.get().with(inputs).write(state, cell);
        }
    }

    @Override
    public Outcome build(BuildOrder order, BuildListener listener, Signer signer)
            throws IOException, InterruptedException {
        return new Builder(host, state, order, listener, signer).build();
    }

    @Override
    public Optional<Failure> run(HookOrder order, BuildListener listener) throws IOException, InterruptedException {
        Optional<Failure> failure = new HookRun(host.processes(), listener).run(order);
        if (failure.isEmpty() && order.hook() == Hook.POST_REMOVE) {
            Files.delete(order.log());
        }
        return failure;
    }

    @Override
    public Outcome clean(Cell cell) throws IOException {
        BuildRecord.forget(state, cell);
        Tree.remove(state.stage(cell).root());
        Tree.remove(state.built(cell));
        Tree.removeEmpty(state.built(cell).getParent(), state.version(cell.pkg()));
        return new Outcome.Changed("");
    }

    @Override
    public Outcome remove(PackageId pkg) throws IOException {
        return new Removal(state, pkg).run();
    }

    @Override
    public void link(Cell cell) throws IOException {
        AtomicWrite.link(state.link(cell), state.linkTarget(cell), state.newLink());
    }

    @Override
    public void unlink(Cell cell) throws IOException {
        if (Files.deleteIfExists(state.link(cell))) {
            AtomicWrite.sync(state.link(cell).getParent());
        }
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }
}
