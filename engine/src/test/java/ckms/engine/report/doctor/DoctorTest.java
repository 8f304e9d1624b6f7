package ckms.engine.report.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ckms.engine.fixture.FakeRoot;
import ckms.engine.fixture.Silent;
import ckms.engine.fixture.Steps;
import ckms.engine.host.Host;
import ckms.engine.reconcile.Repairs;
import ckms.engine.reconcile.Session;
import ckms.engine.store.StateDirectory;
import ckms.model.Cell;
import ckms.model.Machine;
import ckms.model.PackageId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the doctor finds on a host with foo=1.0 installed on one of two kernels, and what it mends. */
class DoctorTest {
    private static final String FOO = FakeRoot.CELL.toString();

    @TempDir
    Path folder;

    private FakeRoot root;
    private Path module;

    @BeforeEach
    void fooIsInstalled() throws IOException, InterruptedException {
        root = new FakeRoot(folder);
        root.addKernel(FakeRoot.KERNEL);
        root.addKernel(FakeRoot.OTHER_KERNEL);
        for (String tool : List.of("modinfo", "strip", "make", "gcc", "setpriv", "setsid")) {
            Path program = root.root.resolve("bin").resolve(tool);
            if (!root.host.has(tool)) {
                Files.writeString(program, "#!/bin/sh\n");
                Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
            }
        }
        install(FakeRoot.FOO);
        module = root.modules().resolve("6.1.0-1/extra/foo.ko");
    }

    private void install(PackageId pkg) throws IOException, InterruptedException {
        Path source = root.addSource(pkg, FakeRoot.COPIES, FakeRoot.KERNEL);
        var cell = new Cell(pkg, FakeRoot.KERNEL);
        assertTrue(
                root.run(Steps.add(pkg, source), Steps.build(cell), Steps.install(cell), Steps.depmod(FakeRoot.KERNEL))
                        .succeeded());
    }

    private Examination examine() throws IOException, InterruptedException {
        return new Doctor(root.host, root.settings(), Machine.running(FakeRoot.OTHER_KERNEL)).examine();
    }

    private List<String> found() throws IOException, InterruptedException {
        return examine().findings().stream()
                .map(finding -> finding.kind().code() + " " + finding.subject().replace(root.root.toString(), "ROOT")
                        + ": " + finding.what())
                .toList();
    }

    private void fix() throws IOException, InterruptedException {
        try (Session session = root.session()) {
            var doctor = new Doctor(root.host, root.settings(), Machine.running(FakeRoot.OTHER_KERNEL));
            Repairs repairs = doctor.examineWithin().repairs();
            session.mend(repairs);
            assertTrue(session.run(repairs.plan(), new Silent()).succeeded());
        }
    }

    private Path write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    @Test
    void nothingIsWrong() throws IOException, InterruptedException {
        assertEquals(List.of(), found());
        assertEquals(new Examination(1, 2, List.of()), examine());
    }

    @Test
    void aSourceThatIsGoneAndARecipeThatIsGone() throws IOException, InterruptedException {
        Files.move(root.root.resolve("usr/src/foo-1.0"), root.root.resolve("usr/src/away"));
        assertEquals(List.of("missing-source foo=1.0: its source " + root.root + "/usr/src/foo-1.0 is gone"), raw());
        Files.delete(root.state.recipe(FakeRoot.FOO));
        assertEquals("missing-recipe foo=1.0: no recipe is stored", found().get(1));
    }

    private List<String> raw() throws IOException, InterruptedException {
        return found().stream()
                .map(line -> line.replace("ROOT", root.root.toString()))
                .toList();
    }

    @Test
    void filesThatAreGoneOrChanged() throws IOException, InterruptedException {
        Files.writeString(module, "other");
        assertEquals(List.of("damaged-install " + FOO + ": installed, but 1 of 1 file is changed"), found());
        Files.delete(module);
        assertEquals(List.of("damaged-install " + FOO + ": installed, but 1 of 1 file is gone"), found());
        assertEquals(
                "ckms -k 6.1.0-1 install foo=1.0", examine().findings().get(0).mend());
    }

    @Test
    void filesOnRecordThatNoLinkSaysAreInstalled() throws IOException, InterruptedException {
        Files.delete(root.state.link(FakeRoot.CELL));
        assertEquals(List.of("orphaned-files " + FOO + ": not installed, but 1 file of it left"), found());
        fix();
        assertTrue(Files.exists(module), "what may be needed stays");
        assertEquals(1, examine().problems());
    }

    @Test
    void aLinkToABuildThatIsGoneIsTakenAwayWhereNothingElseIsLeft() throws IOException, InterruptedException {
        Path built = root.state.built(FakeRoot.CELL);
        Files.move(built, root.root.resolve("away"));
        assertEquals(List.of("dangling-link " + FOO + ": said to be installed, but its build is gone"), found());
        fix();
        assertTrue(Files.isSymbolicLink(root.state.link(FakeRoot.CELL)), "its modules are still there");
        Files.delete(module);
        Files.delete(root.state.own().resolve("installed/foo@6.1.0-1-x86_64.json"));
        fix();
        assertFalse(Files.isSymbolicLink(root.state.link(FakeRoot.CELL)));
        assertEquals(List.of(), found());
    }

    @Test
    void depmodThatDidNotRunIsRun() throws IOException, InterruptedException {
        write(root.state.own().resolve("needs-finalize/6.1.0-1-x86_64.depmod"), "");
        assertEquals(
                List.of("unfinished-kernel 6.1.0-1/x86_64: depmod did not run since its modules changed"), found());
        int calls = root.depmodCalls().size();
        fix();
        assertEquals(calls + 1, root.depmodCalls().size());
        assertEquals(List.of(), found());
    }

    @Test
    void whatIsLeftOfAKernelThatIsGone() throws IOException, InterruptedException {
        Path mark = write(root.state.own().resolve("needs-finalize/6.1.0-1-x86_64.depmod"), "");
        Files.move(root.modules().resolve("6.1.0-1"), root.root.resolve("gone"));
        assertEquals(
                List.of(
                        "gone-kernel 6.1.0-1/x86_64: gone, but 1 package still built or installed for it: foo=1.0",
                        "gone-kernel-mark 6.1.0-1/x86_64: gone, but marked as waiting for depmod"),
                found());
        fix();
        assertFalse(Files.exists(mark));
        assertEquals(1, examine().problems());
    }

    @Test
    void unknownModulesStayAndOnesOfDkmsAreNoted() throws IOException, InterruptedException {
        Path unknown = write(root.modules().resolve("6.1.0-1/updates/own.ko.xz"), "");
        write(root.modules().resolve("6.1.0-1/updates/dkms/zfs.ko"), "");
        write(root.modules().resolve("6.1.0-1/kernel/fs/ext4.ko"), "");
        assertEquals(
                List.of(
                        "unknown-module ROOT/lib/modules/6.1.0-1/updates/own.ko.xz: not installed by ckms",
                        "dkms-modules ROOT/lib/modules/6.1.0-1/updates/dkms: 1 module of DKMS"),
                found());
        assertEquals(0, examine().problems());
        fix();
        assertTrue(Files.exists(unknown));
    }

    @Test
    void aModuleThatTheOriginalInstalledIsKnownByItsRecipe() throws IOException, InterruptedException {
        Files.delete(root.state.own().resolve("installed/foo@6.1.0-1-x86_64.json"));
        assertEquals(List.of(), found());
    }

    @Test
    void aHalfWrittenFileGoesAndItsLikeStays() throws IOException, InterruptedException {
        Path half = write(root.modules().resolve("6.1.0-1/extra/.foo.ko.plain.ckms-new"), "");
        Path like = write(root.modules().resolve("6.1.0-1/extra/foo.ko.ckms-new"), "");
        assertEquals(
                List.of("temporary-file ROOT/lib/modules/6.1.0-1/extra/.foo.ko.plain.ckms-new: left half written by"
                        + " ckms"),
                found());
        fix();
        assertFalse(Files.exists(half));
        assertTrue(Files.exists(like));
    }

    @Test
    void damagedRecordsAreNamedAndHideNothingElse() throws IOException, InterruptedException {
        for (String record : List.of(
                "built/a@1@b-x86_64.json",
                "owned/foo@1.0@.json",
                "installed/bar@6.1.0-1-x86_64.json",
                "intent/x.json")) {
            write(root.state.own().resolve(record), "{");
        }
        Files.delete(module);
        List<String> found = found();
        assertEquals(5, found.size(), found.toString());
        assertTrue(
                found.subList(0, 4).stream()
                        .allMatch(line -> line.startsWith("damaged-record ROOT/var/lib/ckms/.ckms/")),
                found.toString());
        assertTrue(found.get(4).startsWith("damaged-install"), found.toString());
        fix();
        assertEquals(
                List.of("damaged-install", "set-aside"),
                found().stream().map(line -> line.split(" ", 2)[0]).toList());
    }

    @Test
    void aStageIsOnlyNoted() throws IOException, InterruptedException {
        StateDirectory stage = root.state.stage(FakeRoot.CELL);
        write(stage.built(FakeRoot.CELL).resolve(StateDirectory.BUILD_LOG), "");
        assertEquals("failed-build " + FOO + ": its last build failed or was ended", raw().get(0));
        assertEquals(0, examine().problems());
    }

    @Test
    void anInterruptedTransactionIsOneOnlyWhileNobodyIsAtWork() throws IOException, InterruptedException {
        write(root.state.own().resolve("intent/foo@6.1.0-1-x86_64.json"), """
                {"transaction": "1", "cell": {"pkg": {"name": "foo", "version": "1.0"}, "kernel": {"release": "6.1.0-1",
                "machine": "x86_64"}}, "install": true, "destdir": "%s", "targets": [], "existing": []}
                """.formatted(root.modules()));
        assertEquals(
                List.of("interrupted-install " + FOO + ": its installation below " + root.modules()
                        + " was interrupted"),
                raw());
        try (var busy = root.buildSide()) {
            assertTrue(busy != null);
            assertEquals(List.of("writer-at-work ROOT/var/lib/ckms: in use by a test"), found());
        }
        fix();
        assertEquals(List.of(), found());
    }

    @Test
    void aMarkerThatSaysNo() throws IOException, InterruptedException {
        write(root.modules().resolve("6.1.0-1/ckms-disable/foo/1.0"), "");
        assertEquals(List.of("disabled-but-installed " + FOO + ": installed, but disabled on that kernel"), found());
    }

    @Test
    void aFileOfTwoPackages() throws IOException, InterruptedException {
        Path record = root.state.own().resolve("installed/foo@6.1.0-1-x86_64.json");
        install(new PackageId("bar", "1"));
        Path bars = root.state.own().resolve("installed/bar@6.1.0-1-x86_64.json");
        Files.writeString(
                bars,
                Files.readString(record)
                        .replace("\"name\" : \"foo\"", "\"name\" : \"bar\"")
                        .replace("\"1.0\"", "\"1\""));
        assertTrue(
                found().contains("shared-file ROOT/lib/modules/6.1.0-1/extra/foo.ko: on record as the file of"
                        + " bar=1@6.1.0-1/x86_64 and of " + FOO),
                found().toString());
    }

    @Test
    void programsThatAreMissing() throws IOException, InterruptedException {
        var host = new Host(Map.of("PATH", "/none"), 1000, 1, root.host.processes());
        List<String> mends = new Doctor(host, root.settings(), Machine.running(FakeRoot.KERNEL))
                .examine().findings().stream()
                        .map(finding -> finding.subject() + ": " + finding.mend())
                        .toList();
        assertTrue(mends.contains("depmod: install it; on Debian: apt install kmod"), mends.toString());
        assertTrue(mends.contains("strip: install it; on Debian: apt install binutils"), mends.toString());
    }

    @Test
    void aStateDirectoryThatEverybodyMayWriteTo() throws IOException, InterruptedException {
        Files.setPosixFilePermissions(root.state.root(), PosixFilePermissions.fromString("rwxr-xrwx"));
        assertEquals(List.of("permissions ROOT/var/lib/ckms: everybody may write to it"), found());
    }

    @Test
    void examiningChangesNothing() throws IOException, InterruptedException {
        write(root.state.own().resolve("needs-finalize/9.9.9-x86_64.depmod"), "");
        write(root.modules().resolve("6.1.0-1/extra/.foo.ko.ckms-new"), "");
        List<String> before = all();
        examine();
        assertEquals(before, all());
    }

    private List<String> all() throws IOException {
        try (var files = Files.walk(root.root)) {
            return files.map(Path::toString).sorted().toList();
        }
    }
}
