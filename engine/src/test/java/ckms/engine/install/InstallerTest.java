package ckms.engine.install;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ckms.engine.build.BuildListener;
import ckms.engine.build.BuildOrder;
import ckms.engine.build.BuildSide;
import ckms.engine.build.HookOrder;
import ckms.engine.fixture.ElfModule;
import ckms.engine.fixture.FakeRoot;
import ckms.engine.host.Host;
import ckms.engine.module.Compression;
import ckms.engine.sign.Signer;
import ckms.engine.state.BuildRecord;
import ckms.engine.state.Input;
import ckms.model.Cell;
import ckms.model.Kernel;
import ckms.model.PackageId;
import ckms.model.recipe.Condition;
import ckms.model.recipe.KernelModule;
import ckms.model.run.Failure;
import ckms.model.run.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstallerTest {
    private static final PackageId NEWER = new PackageId("foo", "2.0");
    private static final KernelModule FOO =
            new KernelModule("foo", Path.of(""), Path.of("extra"), Condition.Fixed.NO, Condition.Fixed.YES);
    private static final KernelModule MORE =
            new KernelModule("more", Path.of("sub"), Path.of("extra/more"), Condition.Fixed.NO, Condition.Fixed.YES);

    @TempDir
    Path folder;

    private FakeRoot root;
    private BuildSide side;
    private Path destdir;

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

    private void build(PackageId pkg) throws IOException, InterruptedException {
        Path source = root.addSource(
                pkg, FakeRoot.COPIES + " && mkdir sub && cp $CKMS_PACKAGE_NAME.ko sub/more.ko", FakeRoot.KERNEL);
        String recipe = Files.readString(source.resolve("ckms.ini")) + "[module.more]\npath=sub\ndest=extra/more\n";
        side.add(pkg, source, recipe, "", false);
        Outcome built = side.build(root.order(new Cell(pkg, FakeRoot.KERNEL)), BuildListener.none(), Signer.none());
        assertEquals(new Outcome.Changed(""), built);
    }

    private Installer installer(BuildSide links) {
        return new Installer(root.host, root.state, root.records(), destdir, links, Set.of());
    }

    private InstallOrder order(PackageId pkg, Compression compression, KernelModule... modules) throws IOException {
        var cell = new Cell(pkg, FakeRoot.KERNEL);
        return new InstallOrder(
                cell,
                root.kernel(FakeRoot.KERNEL),
                List.of(modules),
                compression,
                BuildRecord.read(root.state, cell),
                false,
                "");
    }

    private Outcome install(PackageId pkg) throws IOException, InterruptedException {
        return installer(side).install(order(pkg, Compression.NONE, FOO, MORE));
    }

    private Outcome uninstall(PackageId pkg) throws IOException {
        return installer(side).uninstall(new Cell(pkg, FakeRoot.KERNEL), List.of(FOO, MORE), false, false);
    }

    private String failure(Outcome outcome) {
        return assertInstanceOf(Outcome.Failed.class, outcome).failure().sentence();
    }

    private List<String> installed() throws IOException {
        return Files.exists(destdir) ? FakeRoot.files(destdir) : List.of();
    }

    private boolean isLinked() {
        return Files.isSymbolicLink(root.state.link(FakeRoot.CELL));
    }

    private static final List<String> BOTH = List.of("6.1.0-1/extra/foo.ko", "6.1.0-1/extra/more/more.ko");

    @Test
    void allModulesAreInstalledReadableByAllAndTheLinkSaysSo() throws IOException, InterruptedException {
        assertInstanceOf(Outcome.Changed.class, install(FakeRoot.FOO));
        assertEquals(BOTH, installed());
        assertEquals(
                "rw-r--r--",
                PosixFilePermissions.toString(Files.getPosixFilePermissions(destdir.resolve(BOTH.get(0)))));
        assertEquals(Path.of("1.0/6.1.0-1/x86_64"), Files.readSymbolicLink(root.state.link(FakeRoot.CELL)));
    }

    @Test
    void whatTheOriginalBuiltIsInstalledAndSaidToHaveNoRecord() throws IOException, InterruptedException {
        BuildRecord.forget(root.state, FakeRoot.CELL);
        var changed = assertInstanceOf(Outcome.Changed.class, install(FakeRoot.FOO));
        assertTrue(changed.detail().endsWith("; there is no record of the build, so only vermagic was checked"));
        assertEquals(BOTH, installed());
    }

    @Test
    void aRecordThatIsDamagedIsNone() throws IOException, InterruptedException {
        Files.writeString(root.state.root().resolve(root.state.buildRecordName(FakeRoot.CELL)), "{");
        assertInstanceOf(Outcome.Changed.class, install(FakeRoot.FOO));
    }

    @Test
    void whatTheOriginalBuiltInPlaceOfOurBuildHasNoRecordEither() throws IOException, InterruptedException {
        Path built = root.state.built(FakeRoot.CELL);
        ElfModule.write(built.resolve("foo.ko"), ElfModule.X86_64, FakeRoot.vermagic(FakeRoot.KERNEL), "another=one");
        assertTrue(failure(install(FakeRoot.FOO)).startsWith("foo.ko is not the file that was built"));
        Files.setLastModifiedTime(built.resolve("logs/build.log"), FileTime.fromMillis(1));
        assertInstanceOf(Outcome.Changed.class, install(FakeRoot.FOO));
    }

    @Test
    void uninstallTakesBackJustThatAndTheFoldersThatItEmpties() throws IOException, InterruptedException {
        Files.createDirectories(destdir.resolve("6.1.0-1/extra"));
        Files.writeString(destdir.resolve("6.1.0-1/extra/other.ko"), "another's");
        install(FakeRoot.FOO);
        assertEquals(new Outcome.Changed(""), uninstall(FakeRoot.FOO));
        assertEquals(List.of("6.1.0-1/extra/other.ko"), installed());
        assertFalse(Files.exists(destdir.resolve("6.1.0-1/extra/more")));
        assertFalse(isLinked());
    }

    @Test
    void aModuleOfTheKernelsOwnMakesRoomAndComesBack() throws IOException, InterruptedException {
        Path own = destdir.resolve("6.1.0-1/extra/foo.ko.xz");
        Files.createDirectories(own.getParent());
        Files.writeString(own, "the kernel's own");
        install(FakeRoot.FOO);
        assertEquals(BOTH, installed());
        uninstall(FakeRoot.FOO);
        assertEquals("the kernel's own", Files.readString(own));
        assertEquals(List.of("6.1.0-1/extra/foo.ko.xz"), installed());
    }

    @Test
    void whatMadeRoomComesBackAfterAnUpgradeToo() throws IOException, InterruptedException {
        Path own = destdir.resolve("6.1.0-1/extra/foo.ko");
        Files.createDirectories(own.getParent());
        Files.writeString(own, "the kernel's own");
        build(NEWER);
        install(FakeRoot.FOO);
        install(NEWER);
        uninstall(NEWER);
        assertEquals("the kernel's own", Files.readString(own));
    }

    @Test
    void aNewerVersionReplacesTheOlderInOneStep() throws IOException, InterruptedException {
        build(NEWER);
        install(FakeRoot.FOO);
        installer(side).install(order(NEWER, Compression.NONE, FOO));
        assertEquals(List.of("6.1.0-1/extra/foo.ko"), installed());
        assertEquals(Path.of("2.0/6.1.0-1/x86_64"), Files.readSymbolicLink(root.state.link(FakeRoot.CELL)));
        assertFalse(Files.exists(destdir.resolve("6.1.0-1/extra/more")));
    }

    @Test
    void aFileThatChangedSinceIsLeftAndReported() throws IOException, InterruptedException {
        install(FakeRoot.FOO);
        Files.writeString(destdir.resolve(BOTH.get(0)), "changed");
        Outcome.Changed changed = assertInstanceOf(Outcome.Changed.class, uninstall(FakeRoot.FOO));
        assertTrue(changed.detail().contains("left " + destdir.resolve(BOTH.get(0))), changed.detail());
        assertEquals("changed", Files.readString(destdir.resolve(BOTH.get(0))));
    }

    @Test
    void forceTakesItAllTheSame() throws IOException, InterruptedException {
        install(FakeRoot.FOO);
        Files.writeString(destdir.resolve(BOTH.get(0)), "changed");
        installer(side).uninstall(FakeRoot.CELL, List.of(), false, true);
        assertEquals(List.of(), installed());
    }

    @Test
    void whatTheOriginalInstalledGoesByTheRecipe() throws IOException {
        for (String file : List.of("foo.ko.gz", "more/more.ko", "foobar.ko")) {
            Files.createDirectories(
                    destdir.resolve("6.1.0-1/extra").resolve(file).getParent());
            Files.writeString(destdir.resolve("6.1.0-1/extra").resolve(file), "x");
        }
        side.link(FakeRoot.CELL);
        Outcome.Changed changed = assertInstanceOf(Outcome.Changed.class, uninstall(FakeRoot.FOO));
        assertTrue(changed.detail().startsWith("there is no record"), changed.detail());
        assertEquals(List.of("6.1.0-1/extra/foobar.ko"), installed());
    }

    @Test
    void aModuleThatWasExchangedAfterTheBuildIsRefusedAndNothingIsInstalled() throws IOException, InterruptedException {
        ElfModule.write(
                root.state.built(FakeRoot.CELL).resolve("sub/more.ko"),
                ElfModule.X86_64,
                FakeRoot.vermagic(FakeRoot.KERNEL));
        assertTrue(failure(install(FakeRoot.FOO)).startsWith("more.ko is not the file that was built"));
        assertEquals(List.of(), installed());
        assertFalse(isLinked());
    }

    @Test
    void aLinkInPlaceOfAModuleIsRefused() throws IOException {
        Path secret = Files.writeString(folder.resolve("secret"), "secret");
        Path module = root.state.built(FakeRoot.CELL).resolve("sub/more.ko");
        Files.delete(module);
        Files.createSymbolicLink(module, secret);
        IOException refused = assertThrows(IOException.class, () -> install(FakeRoot.FOO));
        assertTrue(refused.getMessage().contains("links are not followed"), refused.getMessage());
        assertEquals(List.of(), installed());
    }

    @Test
    void aFailedInstallationPutsBackWhatWasThere() throws IOException, InterruptedException {
        Path own = destdir.resolve("6.1.0-1/extra/foo.ko");
        Files.createDirectories(own.getParent());
        Files.writeString(own, "the kernel's own");
        Files.createDirectories(destdir.resolve("6.1.0-1/extra/more/more.ko"));
        IOException inTheWay = assertThrows(IOException.class, () -> install(FakeRoot.FOO));
        assertTrue(inTheWay.getMessage().contains("in the way"), inTheWay.getMessage());
        assertEquals("the kernel's own", Files.readString(own));
        assertEquals(List.of("6.1.0-1/extra/foo.ko"), installed());
    }

    @Test
    void modulesAreNotInstalledThroughALink() throws IOException {
        Path headers = Files.createDirectories(folder.resolve("headers"));
        Files.createDirectories(destdir.resolve("6.1.0-1"));
        Files.createSymbolicLink(destdir.resolve("6.1.0-1/extra"), headers);
        IOException refused = assertThrows(IOException.class, () -> install(FakeRoot.FOO));
        assertTrue(refused.getMessage().contains("is a link"), refused.getMessage());
        assertEquals(List.of(), FakeRoot.files(headers));
    }

    @Test
    void aFileOfAnotherPackageIsNotOverwritten() throws IOException, InterruptedException {
        install(FakeRoot.FOO);
        var other = new PackageId("other", "1");
        build(other);
        String sentence = failure(installer(side).install(order(other, Compression.NONE, MORE)));
        assertTrue(sentence.contains("belongs to foo=1.0@6.1.0-1/x86_64"), sentence);
    }

    /** A build side that dies before it has set the link: as late as an installation can be interrupted. */
    private BuildSide diesBeforeTheLink() {
        return new BuildSide() {
            @Override
            public void lend(int jobs) {}

            @Override
            public Outcome collect(Set<String> releases, long cacheBytes) {
                return new Outcome.Unchanged("");
            }

            @Override
            public Outcome add(PackageId pkg, Path source, String recipe, String owner, boolean isProtected) {
                throw new AssertionError();
            }

            @Override
            public Outcome adopt(PackageId pkg, List<Kernel> kernels, String owner, boolean isProtected) {
                throw new AssertionError();
            }

            @Override
            public void refresh(Cell cell, Map<String, Input> inputs) {
                throw new AssertionError();
            }

            @Override
            public Outcome build(BuildOrder order, BuildListener listener, Signer signer) {
                throw new AssertionError();
            }

            @Override
            public Optional<Failure> run(HookOrder order, BuildListener listener) {
                throw new AssertionError();
            }

            @Override
            public Outcome remove(PackageId pkg) {
                throw new AssertionError();
            }

            @Override
            public Outcome clean(Cell cell) {
                throw new AssertionError();
            }

            @Override
            public void link(Cell cell) throws IOException {
                throw new IOException("died");
            }

            @Override
            public void unlink(Cell cell) throws IOException {
                throw new IOException("died");
            }

            @Override
            public void close() {
                // Nothing to release.
            }
        };
    }

    @Test
    void theNextWriterFinishesWhatHasItsInventory() throws IOException {
        assertThrows(
                IOException.class,
                () -> installer(diesBeforeTheLink()).install(order(FakeRoot.FOO, Compression.NONE, FOO, MORE)));
        assertFalse(isLinked());
        installer(side).recover();
        assertTrue(isLinked());
        assertEquals(List.of(), root.records().intents());
    }

    @Test
    void theNextWriterUndoesWhatHasNot() throws IOException {
        Path own = destdir.resolve("6.1.0-1/extra/foo.ko");
        Files.createDirectories(own.getParent());
        Files.writeString(own, "the kernel's own");
        var destination = new Destination(destdir);
        InstalledFile before = destination.look("6.1.0-1/extra/foo.ko").orElseThrow();
        root.records().write(new Intent("t", FakeRoot.CELL, true, destdir, BOTH, List.of(before)));
        destination.keep(before, root.records().kept(FakeRoot.CELL, before));
        Files.writeString(own, "half");
        Files.createDirectories(destdir.resolve("6.1.0-1/extra/more"));
        Files.writeString(Placement.beside(destdir.resolve(BOTH.get(1))), "half");
        Files.writeString(Placement.plain(destdir.resolve(BOTH.get(1))), "half");
        installer(side).recover();
        assertEquals("the kernel's own", Files.readString(own));
        assertEquals(List.of("6.1.0-1/extra/foo.ko"), installed());
        assertEquals(List.of(), root.records().intents());
    }

    @Test
    void theNextWriterGoesThroughWithAnUninstallation() throws IOException, InterruptedException {
        install(FakeRoot.FOO);
        assertThrows(
                IOException.class,
                () -> installer(diesBeforeTheLink()).uninstall(FakeRoot.CELL, List.of(), false, false));
        assertEquals(BOTH, installed());
        installer(side).recover();
        assertEquals(List.of(), installed());
        assertFalse(isLinked());
    }

    @Test
    void aMissingCompressorFailsAndNothingIsInstalled() throws IOException {
        var host = new Host(Map.of("PATH", "/none"), 1000, 1, root.host.processes());
        var installer = new Installer(host, root.state, root.records(), destdir, side, Set.of());
        IOException missing = assertThrows(
                IOException.class, () -> installer.install(order(FakeRoot.FOO, Compression.ZST, FOO, MORE)));
        assertTrue(missing.getMessage().contains("'zstd'"), missing.getMessage());
        assertEquals(List.of(), installed());
    }

    @Test
    void aModuleThatCameWithTheKernelIsNeverTakenForOneOfTheOriginals() throws IOException {
        Path own = destdir.resolve("6.1.0-1/extra/foo.ko.xz");
        Files.createDirectories(own.getParent());
        Files.writeString(own, "the kernel's own");
        Files.writeString(destdir.resolve("6.1.0-1/modules.order"), "extra/foo.ko\n");
        side.link(FakeRoot.CELL);
        uninstall(FakeRoot.FOO);
        assertEquals("the kernel's own", Files.readString(own));
    }

    @Test
    void ofWhatIsTakenWithoutARecordACopyIsKept() throws IOException {
        Path module = destdir.resolve("6.1.0-1/extra/foo.ko");
        Files.createDirectories(module.getParent());
        Files.writeString(module, "somebody's");
        InstalledFile before =
                new Destination(destdir).look("6.1.0-1/extra/foo.ko").orElseThrow();
        side.link(FakeRoot.CELL);
        uninstall(FakeRoot.FOO);
        assertFalse(Files.exists(module));
        assertEquals("somebody's", Files.readString(root.records().kept(FakeRoot.CELL, before)));
    }

    @Test
    void theOriginalOfAModuleThatCannotBePutBackIsKeptForGood() throws IOException, InterruptedException {
        Path module = destdir.resolve(BOTH.get(0));
        Files.createDirectories(module.getParent());
        Files.writeString(module, "the kernel's own");
        InstalledFile original = new Destination(destdir).look(BOTH.get(0)).orElseThrow();
        install(FakeRoot.FOO);
        Files.writeString(module, "changed");
        uninstall(FakeRoot.FOO);
        install(FakeRoot.FOO);
        uninstall(FakeRoot.FOO);
        assertEquals("changed", Files.readString(module));
        assertEquals("the kernel's own", Files.readString(root.records().kept(FakeRoot.CELL, original)));
    }

    @Test
    void aLinkThatSomebodyPutInAModulesPlaceIsLeftAndBlocksNothing() throws IOException, InterruptedException {
        install(FakeRoot.FOO);
        Path module = destdir.resolve(BOTH.get(0));
        Files.delete(module);
        Files.createSymbolicLink(module, Path.of("elsewhere"));
        Outcome.Changed changed = assertInstanceOf(Outcome.Changed.class, uninstall(FakeRoot.FOO));
        assertTrue(changed.detail().contains("left " + module), changed.detail());
        assertEquals(List.of(BOTH.get(0)), installed());
        assertEquals(List.of(), root.records().intents());
    }

    @Test
    void aFileOfAnotherPackageIsNotDisplacedInAnyCompression() throws IOException, InterruptedException {
        installer(side).install(order(FakeRoot.FOO, Compression.GZ, MORE));
        var other = new PackageId("other", "1");
        build(other);
        String sentence = failure(installer(side).install(order(other, Compression.NONE, MORE)));
        assertTrue(sentence.contains("more.ko.gz belongs to foo=1.0@6.1.0-1/x86_64"), sentence);
    }

    @Test
    void theInitramfsIsMarkedWhereTheModulesThatAreReplacedWereNeededThere() throws IOException, InterruptedException {
        var finalizing = new Installer(
                root.host, root.state, root.records(), destdir, side, Set.of(Finalizer.DEPMOD, Finalizer.INITRAMFS));
        InstallOrder plain = order(FakeRoot.FOO, Compression.NONE, FOO);
        finalizing.install(new InstallOrder(
                plain.cell(), plain.kernel(), plain.modules(), plain.compression(), plain.built(), true, ""));
        root.records().finalized(FakeRoot.KERNEL, Finalizer.INITRAMFS);
        build(NEWER);
        finalizing.install(order(NEWER, Compression.NONE, FOO));
        assertTrue(root.records().unfinished(FakeRoot.KERNEL).contains(Finalizer.INITRAMFS));
    }

    @Test
    void aRecordThatLeadsOutOfTheDestinationIsDamaged() throws IOException, InterruptedException {
        install(FakeRoot.FOO);
        Path record = root.state.own().resolve("installed/foo@6.1.0-1-x86_64.json");
        Files.writeString(record, Files.readString(record).replace("6.1.0-1/extra/foo.ko", "../victim"));
        IOException refused = assertThrows(IOException.class, () -> uninstall(FakeRoot.FOO));
        assertTrue(refused.getMessage().contains("leads out of the destination"), refused.getMessage());
    }
}
