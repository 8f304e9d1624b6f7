package ckms.engine.installside;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import ckms.engine.buildside.BuildSide;
import ckms.engine.buildside.hook.HookListener;
import ckms.engine.buildside.sign.Signer;
import ckms.engine.fixture.FakeRoot;
import ckms.engine.fixture.OrderBuilder;
import ckms.engine.fixture.Steps;
import ckms.engine.kernel.module.Compression;
import ckms.engine.store.BuildRecord;
import ckms.model.Cell;
import ckms.model.Owner;
import ckms.model.PackageId;
import ckms.model.recipe.Condition;
import ckms.model.recipe.KernelModule;
import ckms.model.run.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A package of two modules, built, and what installs it. */
abstract class InstallerFixture {
    static final PackageId NEWER = new PackageId("foo", "2.0");
    static final KernelModule FOO =
            new KernelModule("foo", Path.of(""), Path.of("extra"), Condition.Fixed.NO, Condition.Fixed.YES);
    static final KernelModule MORE =
            new KernelModule("more", Path.of("sub"), Path.of("extra/more"), Condition.Fixed.NO, Condition.Fixed.YES);

    static final List<String> BOTH = List.of("6.1.0-1/extra/foo.ko", "6.1.0-1/extra/more/more.ko");

    @TempDir
    Path folder;

    FakeRoot root;
    BuildSide side;
    Path destdir;

    @BeforeEach
    void aBuiltPackage() throws IOException, InterruptedException {
        root = new FakeRoot(folder);
        root.addKernel(FakeRoot.KERNEL);
        destdir = root.root.resolve("dest");
        side = root.buildSide();
        build(FakeRoot.FOO);
    }

    @AfterEach
    void release() throws IOException {
        side.close();
    }

    void build(PackageId pkg) throws IOException, InterruptedException {
        Path source = root.addSource(
                pkg, FakeRoot.COPIES + " && mkdir sub && cp $CKMS_PACKAGE_NAME.ko sub/more.ko", FakeRoot.KERNEL);
        String recipe = Files.readString(source.resolve("ckms.ini")) + "[module.more]\npath=sub\ndest=extra/more\n";
        side.add(Steps.add(pkg, source, recipe));
        Outcome built = side.build(
                        new OrderBuilder(root, new Cell(pkg, FakeRoot.KERNEL)).order(),
                        HookListener.none(),
                        Signer.none())
                .outcome();
        assertInstanceOf(Outcome.Changed.class, built);
    }

    Installer installer(BuildSide links) {
        return new Installer(root.host, root.state, root.records(), destdir, links, Set.of());
    }

    InstallOrder order(PackageId pkg, Compression compression, KernelModule... modules) throws IOException {
        var cell = new Cell(pkg, FakeRoot.KERNEL);
        return new InstallOrder(
                cell,
                root.kernel(FakeRoot.KERNEL),
                List.of(modules),
                compression,
                BuildRecord.read(root.state, cell),
                false,
                Owner.NONE);
    }

    Outcome install(PackageId pkg) throws IOException, InterruptedException {
        return installer(side).install(order(pkg, Compression.NONE, FOO, MORE));
    }

    Outcome uninstall(PackageId pkg) throws IOException {
        return installer(side).uninstall(uninstallation(pkg, false));
    }

    /** Of both modules, and without the initramfs. */
    UninstallOrder uninstallation(PackageId pkg, boolean force) throws IOException {
        return new UninstallOrder(
                new Cell(pkg, FakeRoot.KERNEL), root.kernel(FakeRoot.KERNEL), List.of(FOO, MORE), false, force);
    }

    String failure(Outcome outcome) {
        return assertInstanceOf(Outcome.Failed.class, outcome).failure().sentence();
    }

    List<String> installed() throws IOException {
        return Files.exists(destdir) ? FakeRoot.files(destdir) : List.of();
    }

    boolean isLinked() {
        return Files.isSymbolicLink(root.state.link(FakeRoot.CELL));
    }
}
