package ckms.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ckms.engine.store.StateLock;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code ckms doctor} as it is typed, and what it says. */
class DoctorCommandTest extends OnAFakeRoot {
    @BeforeEach
    void fooIsInstalledOnTwoKernels() {
        assertEquals(0, ckms(manifest("[6.1.0-1, 6.6.0-1]", "foo=1.0"), "-D", "apply", "-"), err());
    }

    @Test
    void nothingIsWrong() {
        assertEquals(0, ckms("", "doctor"));
        assertEquals("Nothing is wrong: 1 package on 3 kernels.\n", out());
        assertEquals("", err());
    }

    @Test
    void whatMeansTheSameIsOneParagraph() throws IOException {
        Files.delete(root.modules().resolve("6.1.0-1/extra/foo.ko"));
        Files.delete(root.modules().resolve("6.6.0-1/extra/foo.ko"));
        write("var/lib/ckms/.ckms/needs-finalize/9.9.9-1-x86_64.depmod", "");
        assertEquals(4, ckms("", "doctor"));
        assertEquals("""
                foo=1.0@6.1.0-1/x86_64  installed, but 1 of 1 file is gone
                foo=1.0@6.6.0-1/x86_64  installed, but 1 of 1 file is gone
                  Somebody deleted or replaced modules behind the back of ckms.
                  mend: ckms apply

                9.9.9-1/x86_64  gone, but marked as waiting for depmod
                  The mark was left when the kernel went.
                  mend: ckms doctor --fix

                3 problems; 'ckms doctor --fix' mends 1.
                """, out());
    }

    @Test
    void fixSaysWhatItDidAndExaminesAgain() throws IOException {
        write("lib/modules/6.1.0-1/extra/.foo.ko.ckms-new", "");
        assertEquals(0, ckms("", "doctor", "--fix"), err());
        assertEquals("""
                deleted ROOT/lib/modules/6.1.0-1/extra/.foo.ko.ckms-new

                Nothing is wrong: 1 package on 3 kernels.
                """, out());
    }

    @Test
    void whatCanNotSafelyBeMendedStays() throws IOException {
        var unknown = write("lib/modules/6.1.0-1/extra/own.ko", "");
        assertEquals(0, ckms("", "doctor", "--fix"));
        assertTrue(out().startsWith("ROOT/lib/modules/6.1.0-1/extra/own.ko"), out());
        assertTrue(Files.exists(unknown));
    }

    @Test
    void aDamagedRecordOfWhatIsInstalledStopsOnlyWhatItIsAbout() throws IOException {
        String record = "var/lib/ckms/.ckms/installed/foo@6.1.0-1-x86_64.json";
        write(record, "{");
        write("var/lib/ckms/.ckms/intent/bar@6.1.0-1-x86_64.json", "null");
        assertEquals(0, ckms("", "-k", "6.1.0-1", "status"));
        assertTrue(err().startsWith("ckms: warning: ROOT/" + record + ": is damaged: "), err());
        assertTrue(err().contains(", and 1 more can't be read; everything else goes on"), err());
        String upgrade = manifest("[6.1.0-1, 6.6.0-1]", "foo=2.0");
        assertEquals(4, ckms(upgrade, "plan", "-"));
        assertTrue(out().contains("  !   foo=2.0  blocked"), out());
        assertTrue(out().contains("  -/+ foo=2.0  add, build, install  replaces 1.0"), out());
        assertEquals(1, ckms("", "-D", "-k", "6.1.0-1", "uninstall", "foo"));
        assertTrue(err().contains("ROOT/" + record + ": is damaged: "), err());
        assertEquals(1, ckms("", "-D", "remove", "foo=1.0"));
        assertTrue(err().contains("ROOT/" + record + ": is damaged: "), err());
        assertEquals(0, ckms("", "-D", "-k", "6.6.0-1", "uninstall", "foo"), err());
        assertEquals(4, ckms("", "doctor"));
        assertTrue(out().contains("ROOT/" + record + "\n    is damaged: "), out());
        assertEquals(0, ckms("", "doctor", "--fix"), out());
        assertTrue(out().contains("moved ROOT/" + record + " away"), out());
        assertEquals(0, ckms(upgrade, "-D", "apply", "-"), out() + err());
    }

    @Test
    void linesFitATerminal() throws IOException {
        Files.move(root.root.resolve("usr/src/foo-1.0"), root.root.resolve("usr/src/away"));
        Files.delete(root.state.root().resolve("foo/kernel-6.1.0-1-x86_64"));
        ckms("", "doctor");
        assertFalse(out().isEmpty());
        out().lines().filter(line -> !line.contains("ROOT")).forEach(line -> assertTrue(line.length() <= 80, line));
    }

    @Test
    void wrongUsageAndABusyState() throws IOException, InterruptedException {
        assertEquals(64, ckms("", "doctor", "foo"));
        write("lib/modules/6.1.0-1/extra/.foo.ko.ckms-new", "");
        write("var/lib/ckms/.ckms/needs-finalize/9.9.9-1-x86_64.depmod", "");
        try (var lock = StateLock.acquire(root.state, "somebody", Duration.ZERO, holder -> {})) {
            assertTrue(lock != null);
            assertEquals(4, ckms("", "doctor"));
            assertTrue(out().contains("in use by somebody"), out());
            assertEquals(75, ckms("", "--lock-timeout", "0", "doctor", "--fix"));
        }
    }

    @Test
    void fixTakesTheLockThoughNothingIsToBeMended() throws IOException, InterruptedException {
        try (var lock = StateLock.acquire(root.state, "somebody", Duration.ZERO, holder -> {})) {
            assertTrue(lock != null);
            assertEquals(75, ckms("", "--lock-timeout", "0", "doctor", "--fix"));
        }
        assertEquals(0, ckms("", "doctor", "--fix"), err());
        assertEquals("Nothing is wrong: 1 package on 3 kernels.\n", out());
    }
}
