package ckms.engine.installside;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ckms.engine.fixture.ElfModule;
import ckms.engine.fixture.FakeRoot;
import ckms.engine.host.Host;
import ckms.engine.host.process.Processes;
import ckms.engine.kernel.module.Compression;
import ckms.engine.store.BuildRecord;
import ckms.model.Owner;
import ckms.model.plan.Finalizer;
import ckms.model.run.Outcome;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class InstallerTest extends InstallerFixture {
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
        assertEquals(Outcome.done(), uninstall(FakeRoot.FOO));
        assertEquals(List.of("6.1.0-1/extra/other.ko"), installed());
        assertFalse(Files.exists(destdir.resolve("6.1.0-1/extra/more")));
        assertFalse(isLinked());
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
    void modulesAreNotInstalledThroughALink() throws IOException {
        Path headers = Files.createDirectories(folder.resolve("headers"));
        Files.createDirectories(destdir.resolve("6.1.0-1"));
        Files.createSymbolicLink(destdir.resolve("6.1.0-1/extra"), headers);
        IOException refused = assertThrows(IOException.class, () -> install(FakeRoot.FOO));
        assertTrue(refused.getMessage().contains("is a link"), refused.getMessage());
        assertEquals(List.of(), FakeRoot.files(headers));
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
    void theInitramfsIsMarkedWhereTheModulesThatAreReplacedWereNeededThere() throws IOException, InterruptedException {
        var finalizing = new Installer(
                root.host, root.state, root.records(), destdir, side, Set.of(Finalizer.DEPMOD, Finalizer.INITRAMFS));
        InstallOrder plain = order(FakeRoot.FOO, Compression.NONE, FOO);
        finalizing.install(new InstallOrder(
                plain.cell(), plain.kernel(), plain.modules(), plain.compression(), plain.built(), true, Owner.NONE));
        root.records().clearMark(FakeRoot.KERNEL, Finalizer.INITRAMFS);
        build(NEWER);
        finalizing.install(order(NEWER, Compression.NONE, FOO));
        assertTrue(root.records().marks(FakeRoot.KERNEL).contains(Finalizer.INITRAMFS));
    }

    @Test
    void aRecordThatLeadsOutOfTheDestinationIsDamaged() throws IOException, InterruptedException {
        install(FakeRoot.FOO);
        Path record = root.state.own().resolve("installed/foo@6.1.0-1-x86_64.json");
        Files.writeString(record, Files.readString(record).replace("6.1.0-1/extra/foo.ko", "../victim"));
        IOException refused = assertThrows(IOException.class, () -> uninstall(FakeRoot.FOO));
        assertTrue(refused.getMessage().contains("leads out of the destination"), refused.getMessage());
    }

    @Test
    void untilItsDigestIsKnownNobodyElseMayReadTheCopy() throws IOException, InterruptedException {
        var seen = new ArrayList<String>();
        var processes = (Processes) Proxy.newProxyInstance(
                Processes.class.getClassLoader(), new Class<?>[] {Processes.class}, (proxy, method, arguments) -> {
                    try (var files = Files.walk(destdir)) {
                        for (Path file : files.filter(Files::isRegularFile).toList()) {
                            seen.add(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
                        }
                    }
                    throw new IOException("seen");
                });
        var host = new Host(Map.of("PATH", root.host.path()), 1000, 1, processes);
        var installer = new Installer(host, root.state, root.records(), destdir, side, Set.of());
        assertThrows(IOException.class, () -> installer.install(order(FakeRoot.FOO, Compression.GZ, FOO)));
        assertEquals(List.of("rw-------", "rw-------"), seen, "as it was built, and compressed");
    }
}
