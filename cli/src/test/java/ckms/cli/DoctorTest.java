package ckms.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ckms.engine.fixture.FakeRoot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What doctor finds: each thing with what mends it, and nothing where nothing is wrong. */
class DoctorTest extends OnAFakeRoot {
    private static final String FOO = manifest("installed", "foo=1.0");

    private Path module;

    @BeforeEach
    void somethingInstalled() throws IOException {
        module = root.modules().resolve("6.1.0-1/extra/foo.ko");
        assertEquals(0, ckms(FOO, "-D", "apply", "-"));
    }

    /** What it found, but for programs that this machine may lack, and its exit code. */
    private String found(String... options) {
        var words = new java.util.ArrayList<>(java.util.List.of("doctor"));
        words.addAll(java.util.List.of(options));
        int code = ckms("", words.toArray(String[]::new));
        return code + "\n" + out().replaceAll("problem: \\w+: is not in PATH\n.*\n.*\n", "");
    }

    private void finds(String beginning, String mend) {
        String found = found();
        assertTrue(found.contains("\n" + beginning), found);
        assertTrue(found.contains("\n  mend: " + mend + "\n"), found);
    }

    private static void delete(Path folder) throws IOException {
        try (var all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    @Test
    void nothingIsWrong() {
        assertEquals("0\nNothing is wrong: 1 package on 3 kernels.\n", found());
    }

    @Test
    void aModuleThatIsGone() throws IOException {
        Files.delete(module);
        finds(
                "problem: foo=1.0@6.1.0-1/x86_64: 6.1.0-1/extra/foo.ko is gone",
                "ckms apply; or ckms -k 6.1.0-1 install foo=1.0");
        assertTrue(found().startsWith("4\n"));
    }

    @Test
    void aSourceThatIsGone() throws IOException {
        delete(root.root.resolve("usr/src/foo-1.0"));
        finds(
                "problem: foo=1.0: its source ROOT/usr/src/foo-1.0 is not there",
                "put it back, or remove the package: ckms clean, then ckms remove foo=1.0");
    }

    @Test
    void aLinkThatLeadsNowhere() throws IOException {
        delete(root.state.built(FakeRoot.CELL));
        finds(
                "problem: foo=1.0@6.1.0-1/x86_64: the link that says it is installed leads to a build that is gone",
                "ckms -k 6.1.0-1 build foo=1.0, and then install; or uninstall");
    }

    @Test
    void aRecordThatIsDamaged() throws IOException {
        try (var records = Files.list(root.state.own().resolve("installed"))) {
            Files.writeString(records.sorted().findFirst().orElseThrow(), "{");
        }
        finds(
                "problem: ROOT/var/lib/ckms/.ckms: ROOT/var/lib/ckms/.ckms/installed/foo@6.1.0-1-x86_64.json is damaged",
                "move the file away; then uninstall and install what it was about");
    }

    @Test
    void whatDidNotRunIsRunWithFix() throws IOException {
        write("var/lib/ckms/.ckms/needs-finalize/6.1.0-1-x86_64.depmod", "6.1.0-1/x86_64\n");
        finds("problem: 6.1.0-1/x86_64: depmod did not run", "ckms doctor --fix");
        assertTrue(found().endsWith("1 problem; 'ckms doctor --fix' mends 1.\n"));
        Path depmod = root.root.resolve("bin/depmod");
        assertTrue(Files.exists(depmod));
        String fixed = found("--fix");
        assertTrue(fixed.contains("depmod 6.1.0-1/x86_64"), fixed);
    }

    @Test
    void whatWasInterruptedIsUndoneWithFix() throws IOException {
        Path left = write("lib/modules/6.1.0-1/extra/bar.ko", "half");
        write("var/lib/ckms/.ckms/intent/bar@6.1.0-1-x86_64.json", """
                {"transaction": "t", "cell": {"pkg": {"name": "bar", "version": "1"},
                 "kernel": {"release": "6.1.0-1", "machine": "x86_64"}}, "install": true,
                 "destdir": "ROOT/lib/modules", "targets": ["6.1.0-1/extra/bar.ko"], "existing": []}
                """);
        finds("problem: bar=1@6.1.0-1/x86_64: a run ended in the middle of it", "ckms doctor --fix");
        assertTrue(found("--fix").endsWith("Nothing is wrong: 1 package on 3 kernels.\n"), out());
        assertFalse(Files.exists(left));
    }

    @Test
    void whatIsOnlyWorthKnowingIsNoProblem() throws IOException {
        write("lib/modules/6.1.0-1/extra/other.ko.xz", "x");
        write("lib/modules/6.1.0-1/updates/dkms/nvidia.ko", "x");
        write("lib/modules/6.1.0-1/extra/.foo.ko.ckms-new", "x");
        String found = found();
        assertTrue(found.startsWith("0\n"), found);
        assertTrue(found.contains("note: ROOT/lib/modules/6.1.0-1/extra/other.ko.xz: was put there by somebody else"));
        assertTrue(found.contains("note: ROOT/lib/modules/6.1.0-1/updates/dkms/nvidia.ko: is DKMS's"), found);
        assertTrue(found.contains("note: ROOT/lib/modules/6.1.0-1/extra/.foo.ko.ckms-new: was left"), found);
        assertTrue(found.endsWith("Nothing is wrong, 3 notes: 1 package on 3 kernels.\n"), found);
    }

    @Test
    void aKernelThatIsGoneAndABuildThatFailed() throws IOException {
        delete(root.modules().resolve("6.6.0-1"));
        write(
                "usr/src/bar-1/ckms.ini",
                FakeRoot.recipe(new ckms.model.PackageId("bar", "1"), "echo 'a.c:1:1: error: x'; exit 1"));
        assertEquals(4, ckms(manifest("6.1.0-1", "bar=1"), "-D", "apply", "-"));
        finds("note: foo=1.0@6.6.0-1/x86_64: is built for a kernel that is not there", "ckms gc");
        finds("note: bar=1@6.1.0-1/x86_64: a.c:1:1: error: x", "ckms log bar=1@6.1.0-1/x86_64; ckms apply --retry");
    }

    @Test
    void aMarkerOnWhatIsInstalled() throws IOException {
        write("lib/modules/6.1.0-1/ckms-disable/foo/1.0", "");
        finds(
                "problem: foo=1.0@6.1.0-1/x86_64: is installed, and a marker in ckms-disable says that it is not to be",
                "ckms -k 6.1.0-1 uninstall foo=1.0; or delete the marker");
    }
}
