package ckms.engine.installside;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ckms.engine.buildside.BuildSide;
import ckms.engine.fixture.FakeRoot;
import ckms.engine.host.Host;
import ckms.engine.host.process.Processes;
import ckms.engine.kernel.module.Compression;
import ckms.model.PackageId;
import ckms.model.run.Outcome;
import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What was there before: what an installation displaces, what others put in its place, and what an interrupted one leaves. */
class DisplacementTest extends InstallerFixture {
    /** A build side that is dead, so that the link isn't set: as late as an installation can be interrupted. */
    private static BuildSide dead() {
        InvocationHandler dies = (proxy, method, arguments) -> {
            throw new IOException("died");
        };
        return (BuildSide)
                Proxy.newProxyInstance(BuildSide.class.getClassLoader(), new Class<?>[] {BuildSide.class}, dies);
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
        installer(side).uninstall(uninstallation(FakeRoot.FOO, true));
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

    /** A make-up of a bug, and of too little memory: something that is no problem with a file. */
    @ParameterizedTest
    @ValueSource(classes = {IllegalStateException.class, OutOfMemoryError.class})
    void anInstallationThatIsEndedByAFaultOfCkmsIsTakenBackToo(Class<? extends Throwable> fault)
            throws IOException, InterruptedException {
        Path own = destdir.resolve("6.1.0-1/extra/foo.ko");
        Files.createDirectories(own.getParent());
        Files.writeString(own, "the kernel's own");
        InstallOrder order = order(FakeRoot.FOO, Compression.GZ, FOO, MORE);
        assertThrows(fault, () -> faulty(fault).install(order));
        assertEquals("the kernel's own", Files.readString(own));
        assertEquals(List.of("6.1.0-1/extra/foo.ko"), installed());
        assertEquals(List.of(), root.records().intents().all());
    }

    /** Its compressor, a program, comes to that. */
    private Installer faulty(Class<? extends Throwable> fault) {
        var processes = (Processes) Proxy.newProxyInstance(
                Processes.class.getClassLoader(), new Class<?>[] {Processes.class}, (proxy, method, arguments) -> {
                    throw fault.getConstructor(String.class).newInstance("oh");
                });
        var host = new Host(Map.of("PATH", root.host.path()), 1000, 1, processes);
        return new Installer(host, root.state, root.records(), destdir, side, Set.of());
    }

    @Test
    void noFolderIsMadeBeforeItIsOnRecordThatItWillBe() throws IOException {
        Path intents = root.state.own().resolve("intent");
        Files.writeString(intents, "in the way");
        assertThrows(IOException.class, () -> install(FakeRoot.FOO));
        assertFalse(Files.exists(destdir));
    }

    @Test
    void aFileOfAnotherPackageIsNotOverwritten() throws IOException, InterruptedException {
        install(FakeRoot.FOO);
        var other = new PackageId("other", "1");
        build(other);
        String sentence = failure(installer(side).install(order(other, Compression.NONE, MORE)));
        assertTrue(sentence.contains("belongs to foo=1.0@6.1.0-1/x86_64"), sentence);
    }

    @Test
    void theNextWriterFinishesWhatHasItsInventory() throws IOException {
        assertThrows(
                IOException.class, () -> installer(dead()).install(order(FakeRoot.FOO, Compression.NONE, FOO, MORE)));
        assertFalse(isLinked());
        installer(side).recover();
        assertTrue(isLinked());
        assertEquals(List.of(), root.records().intents().all());
    }

    @Test
    void theNextWriterUndoesWhatHasNot() throws IOException {
        Path own = destdir.resolve("6.1.0-1/extra/foo.ko");
        Files.createDirectories(own.getParent());
        Files.writeString(own, "the kernel's own");
        var destination = new Destination(destdir, false);
        InstalledFile before = destination.look("6.1.0-1/extra/foo.ko").orElseThrow();
        root.records().intents().write(new Intent("t", FakeRoot.CELL, true, destdir, BOTH, List.of(before)));
        root.records().copies().keep(FakeRoot.CELL, before, destination);
        Files.writeString(own, "half");
        Files.createDirectories(destdir.resolve("6.1.0-1/extra/more"));
        Files.writeString(Placement.beside(destdir.resolve(BOTH.get(1))), "half");
        Files.writeString(Placement.plain(destdir.resolve(BOTH.get(1))), "half");
        installer(side).recover();
        assertEquals("the kernel's own", Files.readString(own));
        assertEquals(List.of("6.1.0-1/extra/foo.ko"), installed());
        assertEquals(List.of(), root.records().intents().all());
    }

    @Test
    void theNextWriterGoesThroughWithAnUninstallation() throws IOException, InterruptedException {
        install(FakeRoot.FOO);
        assertThrows(IOException.class, () -> installer(dead()).uninstall(uninstallation(FakeRoot.FOO, false)));
        assertEquals(BOTH, installed());
        installer(side).recover();
        assertEquals(List.of(), installed());
        assertFalse(isLinked());
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
                new Destination(destdir, false).look("6.1.0-1/extra/foo.ko").orElseThrow();
        side.link(FakeRoot.CELL);
        uninstall(FakeRoot.FOO);
        assertFalse(Files.exists(module));
        assertEquals("somebody's", Files.readString(root.records().copies().of(FakeRoot.CELL, before)));
    }

    @Test
    void theOriginalOfAModuleThatCannotBePutBackIsKeptForGood() throws IOException, InterruptedException {
        Path module = destdir.resolve(BOTH.get(0));
        Files.createDirectories(module.getParent());
        Files.writeString(module, "the kernel's own");
        InstalledFile original =
                new Destination(destdir, false).look(BOTH.get(0)).orElseThrow();
        install(FakeRoot.FOO);
        Files.writeString(module, "changed");
        uninstall(FakeRoot.FOO);
        install(FakeRoot.FOO);
        uninstall(FakeRoot.FOO);
        assertEquals("changed", Files.readString(module));
        assertEquals(
                "the kernel's own", Files.readString(root.records().copies().of(FakeRoot.CELL, original)));
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
        assertEquals(List.of(), root.records().intents().all());
    }

    @Test
    void aFileOfAnotherPackageIsNotDisplacedInAnyCompression() throws IOException, InterruptedException {
        installer(side).install(order(FakeRoot.FOO, Compression.GZ, MORE));
        var other = new PackageId("other", "1");
        build(other);
        String sentence = failure(installer(side).install(order(other, Compression.NONE, MORE)));
        assertTrue(sentence.contains("more.ko.gz belongs to foo=1.0@6.1.0-1/x86_64"), sentence);
    }
}
