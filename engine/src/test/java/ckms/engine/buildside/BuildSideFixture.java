package ckms.engine.buildside;

import ckms.engine.buildside.hook.HookListener;
import ckms.engine.buildside.sign.Signer;
import ckms.engine.fixture.FakeRoot;
import ckms.engine.fixture.OrderBuilder;
import ckms.engine.fixture.Steps;
import ckms.engine.store.StateDirectory;
import ckms.model.Cell;
import ckms.model.Kernel;
import ckms.model.PackageId;
import ckms.model.run.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A build side with two made-up kernels, whose hooks a real shell runs. */
abstract class BuildSideFixture {
    static final Outcome COMPILED = new Outcome.Changed(Outcome.Effect.COMPILED, "", List.of());

    @TempDir
    Path folder;

    FakeRoot root;
    StateDirectory state;
    BuildSide side;

    @BeforeEach
    void twoKernels() throws IOException, InterruptedException {
        root = new FakeRoot(folder);
        state = root.state;
        root.addKernel(FakeRoot.KERNEL);
        root.addKernel(FakeRoot.OTHER_KERNEL);
        side = root.buildSide();
    }

    @AfterEach
    void release() throws IOException {
        side.close();
    }

    BuildOrder order(Cell cell) throws IOException {
        return new OrderBuilder(root, cell)
                .jobs(3)
                .makeArgs("V=1")
                .env("FOO", "bar")
                .order();
    }

    void add(PackageId pkg, String buildHook, Kernel... kernels) throws IOException {
        Path source = root.addSource(pkg, buildHook, kernels);
        side.add(Steps.add(pkg, source));
    }

    Outcome build(Cell cell) throws IOException, InterruptedException {
        return side.build(order(cell), HookListener.none(), Signer.none()).outcome();
    }
}
