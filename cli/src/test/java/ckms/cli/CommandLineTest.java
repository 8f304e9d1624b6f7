package ckms.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ckms.cli.console.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the commands print where, and their exit codes. */
class CommandLineTest extends OnACommandLine {
    @Test
    void planShowsWhatAndWhyAndChangesNothing() throws IOException {
        assertEquals(0, ckms("plan", manifest("6.1.0-1")));
        assertEquals("""
                6.1.0-1/MACHINE
                  +   foo=1.0  add, build, install  not added
                Then depmod on 6.1.0-1

                Plan: 1 to install, 0 unchanged.
                """, out().replaceAll("6.1.0-1/\\S+", "6.1.0-1/MACHINE"));
        assertEquals("", err());
        assertFalse(Files.exists(root.resolve("var/lib/ckms/.ckms")));
        assertEquals(2, ckms("plan", "--detailed-exitcode", manifest("6.1.0-1")));
        assertEquals(0, ckms("apply", "--dry-run", manifest("6.1.0-1")));
        assertFalse(Files.exists(root.resolve("var/lib/ckms/.ckms")));
    }

    @Test
    void anEmptyPlanSaysSo() throws IOException {
        assertEquals(0, ckms("plan", "--detailed-exitcode", manifest("'5.*'")));
        assertEquals("Nothing to do: 0 unchanged.\n", out());
    }

    @Test
    void aKernelWithoutHeadersThatWasNamedBlocksAndThePlaceIsShown() throws IOException {
        assertEquals(4, ckms("plan", manifest("6.12.0-1")));
        assertTrue(err().matches("""
                                (?s)ROOT/m.yaml:6:14: error\\[blocked\\]: foo=1.0@6.12.0-1/\\S+ is blocked: there are no kernel headers in ROOT/lib/modules/6.12.0-1/build; install them
                                  6 \\|     kernels: 6.12.0-1
                                    \\|              \\^
                                """), err());
        assertTrue(out().contains("  !   foo=1.0  blocked  there are no kernel headers"), out());
    }

    @Test
    void aKernelWithoutHeadersThatAPatternMatchedIsAWarning() throws IOException {
        assertEquals(0, ckms("plan", manifest("'6.12*'")));
        assertTrue(err().contains("warning[blocked]"), err());
    }

    @Test
    void aMissingSourceBlocks() throws IOException {
        String file = manifest("6.1.0-1");
        Files.writeString(Path.of(file), Files.readString(Path.of(file)).replace("src/foo", "src/none"));
        assertEquals(4, ckms("apply", file));
        assertTrue(err().startsWith("ROOT/m.yaml:5:13: error[blocked]"), err());
        assertFalse(Files.exists(root.resolve("var/lib/ckms/foo")));
    }

    @Test
    void aBuildThatFailsIsOneSentenceWithTheFirstErrorAndTheLog() throws IOException {
        write("src/foo/ckms.ini", recipe("echo 'foo.c:7:1: error: oh'; exit 2"));
        assertEquals(0, ckms("add", root + "/src/foo"));
        assertEquals(1, ckms("-q", "build", "foo=1.0", "-k", "6.1.0-1"));
        List<String> lines = err().lines().toList();
        assertTrue(
                lines.get(0).matches("ckms: error: build foo=1.0@\\S+ failed: hook 'build' ended with exit status 2"));
        assertEquals("  foo.c:7:1: error: oh", lines.get(1));
        assertEquals(
                "  the compiler found an error; look at the log with 'ckms log foo=1.0@6.1.0-1/x86_64'", lines.get(2));
        assertTrue(lines.get(3).matches("  log: ROOT/var/lib/ckms/.ckms/stage/.*/logs/build.log"), lines.get(3));
        assertEquals("", out());
    }

    @Test
    void whatFailedInTheCompilerIsBlockedUntilItIsToBeTriedAgainAndItsLogIsToBeHad() throws IOException {
        write("src/foo/ckms.ini", recipe("echo 'foo.c:7:1: error: oh'; exit 2"));
        String file = manifest("6.1.0-1");
        assertEquals(4, ckms("apply", file));
        assertTrue(out().contains("Applied: 1 done, 1 failed, 2 skipped."), out());
        assertTrue(err().endsWith("""
                        Failed:
                          build foo=1.0@6.1.0-1/x86_64  foo.c:7:1: error: oh
                          2 steps that wait for these were skipped
                        'ckms log ADDRESS' shows what a build printed
                        """), err());
        assertEquals(4, ckms("apply", file));
        assertTrue(err().contains("error[blocked]: foo=1.0@6.1.0-1/x86_64 is blocked: its build failed"), err());
        assertTrue(out().startsWith("6.1.0-1/x86_64\n  !   foo=1.0  blocked  its build failed"), out());
        assertEquals(4, ckms("apply", "--retry", file));
        assertTrue(out().contains("1 failed"), out());
        assertEquals(0, ckms("log", "foo"));
        assertEquals("foo.c:7:1: error: oh\n", out());
        assertEquals(0, ckms("log", "--path", "foo@6.1.0-1"));
        assertTrue(out().matches("ROOT/var/lib/ckms/.ckms/stage/.*/logs/build.log\n"), out());
        assertEquals(1, ckms("log", "bar"));
        assertTrue(err().startsWith("ckms: error: nothing that was built here is called bar"), err());
    }

    @Test
    void statusAndPlainStatusSayTheSameInTwoForms() throws IOException {
        ckms("add", root + "/src/foo");
        ckms("status", "-k", "6.1.0-1");
        assertTrue(out().matches("foo, 1.0, 6.1.0-1, \\S+: added\n"), out());
        ckms("-k", "6.1.0-1", "plain-status", "foo=1.0");
        assertTrue(out().matches("foo 1.0 6.1.0-1 \\S+ added\n"), out());
        assertEquals(0, ckms("-k", "6.1.0-1", "plain-status", "bar"));
        assertEquals("", out());
        write("lib/modules/6.1.0-1/ckms-disable/foo/1.0", "");
        ckms("status", "-k", "6.1.0-1");
        assertTrue(out().endsWith(": disabled\n"), out());
        assertEquals(1, ckms("build", "foo=1.0", "-k", "6.1.0-1"));
        assertTrue(err().contains("is disabled by the host"), err());
    }

    @Test
    void addingTwiceIsAnErrorAndUninstallingWhatIsNotInstalledIsNone() {
        assertEquals(0, ckms("add", root + "/src/foo"));
        assertEquals(1, ckms("add", root + "/src/foo"));
        assertTrue(err().startsWith("ckms: error: foo=1.0 is already added; to take"), err());
        assertEquals(0, ckms("uninstall", "foo=1.0", "-k", "6.1.0-1"));
        assertEquals(0, ckms("uninstall", "foo", "-k", "6.1.0-1"));
        assertTrue(out().startsWith("foo is not installed on 6.1.0-1/"), out());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "plan",
                "apply",
                "show",
                "explain",
                "init",
                "check",
                "add",
                "build",
                "install",
                "uninstall",
                "clean",
                "remove",
                "status",
                "plain-status"
            })
    void everyCommandHasHelp(String command) {
        assertEquals(0, command.isEmpty() ? ckms("--help") : ckms(command, "--help"));
        assertTrue(out().startsWith("Usage: ckms"), out());
    }

    /** Each option of the original, with a value that changes nothing here. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "-C CONFIG",
                "--config CONFIG",
                "-c RECIPE",
                "--pkgconf RECIPE",
                "--modconf RECIPE",
                "-D",
                "--no-depmod",
                "-d DEST",
                "--destdir DEST",
                "-j 3",
                "--jobs 3",
                "-k 6.1.0-1",
                "--kernver 6.1.0-1",
                "-L",
                "--no-color",
                "-q",
                "--quiet",
                "-s STATE",
                "--statedir STATE",
                "-x gz",
                "--compression zst",
                "--sign KEY",
                "--sign=KEY,CERT"
            })
    void everyOptionOfTheOriginalStandsBeforeOrAfterTheCommand(String option) throws IOException {
        Path config = write("config.ini", "[ckms]\n");
        String text = option.replace("CONFIG", config.toString())
                .replace("RECIPE", root + "/src/foo/ckms.ini")
                .replace("DEST", root + "/dest")
                .replace("STATE", root + "/var/lib/ckms");
        List<String> words = List.of(text.split(" ", -1));
        var before = new ArrayList<>(words);
        before.addAll(List.of("add", root + "/src/foo"));
        assertEquals(0, ckms(before.toArray(String[]::new)), err());
        var after = new ArrayList<>(List.of("-k", "6.1.0-1", "status"));
        after.addAll(words);
        assertEquals(0, ckms(after.toArray(String[]::new)), err());
        assertTrue(out().contains(": added"), out());
    }

    @Test
    void anOptionThatIsGivenTwiceMeansWhatWasSaidLast() {
        ckms("add", root + "/src/foo");
        ckms("-k", "6.12.0-1", "-q", "-q", "status", "-k", "6.1.0-1");
        assertTrue(out().startsWith("foo, 1.0, 6.1.0-1, "), out());
        assertEquals("", err());
    }

    @Test
    void statusIsOfTheRunningKernelUnlessAnotherIsNamed() throws IOException {
        ckms("add", root + "/src/foo");
        ckmsOnTheHost("plain-status");
        String running = Files.readString(Path.of("/proc/sys/kernel/osrelease")).strip();
        assertTrue(out().startsWith("foo 1.0 " + running + " "), out());
    }

    @Test
    void statusIsSortedByNameAndThenByVersionAndLeavesOutWhatHasNoSource() throws IOException {
        for (String pkg : List.of("foo 1.10", "foo 1.9", "bar 2", "gone 1")) {
            String[] id = pkg.split(" ", -1);
            write(
                    "src/" + id[0],
                    recipe("true")
                            .replace("name = foo", "name = " + id[0])
                            .replace("version = 1.0", "version = " + id[1]),
                    id[1]);
            assertEquals(0, ckms("add", root + "/src/" + id[0] + id[1]), err());
        }
        Files.delete(root.resolve("src/gone1/ckms.ini"));
        Files.delete(root.resolve("src/gone1"));
        ckms("plain-status", "-k", "6.1.0-1");
        assertEquals(
                List.of("bar 2", "foo 1.9", "foo 1.10"),
                out().lines().map(line -> line.replaceAll(" 6.1.0-1 .*", "")).toList());
    }

    private void write(String folder, String recipe, String version) throws IOException {
        write(folder + version + "/ckms.ini", recipe);
    }

    @Test
    void aRecipeFromElsewhereIsStoredAsTheOriginalWouldLookForIt() throws IOException {
        Path other = write("other.ini", recipe("true"));
        Files.delete(root.resolve("src/foo/ckms.ini"));
        assertEquals(0, ckms("-c", other.toString(), "add", root + "/src/foo"));
        assertEquals(Files.readString(other), Files.readString(root.resolve("var/lib/ckms/foo/1.0/ckms.ini")));
        assertEquals(0, ckms("remove", "foo=1.0"));
    }

    @Test
    void aStateDirectoryThatIsReachedByALinkOrFromTheCurrentFolderIsTheSame() throws IOException {
        Files.createSymbolicLink(root.resolve("link"), Path.of("/var/lib/ckms"));
        assertEquals(0, ckms("-s", root + "/link", "add", root + "/src/foo"));
        assertEquals(0, ckms("-s", root + "/link", "remove", root + "/link/foo/1.0"), err());
        Path here = Path.of("").toAbsolutePath();
        Path relative = here.relativize(root.toRealPath().resolve("var/lib/ckms"));
        assertEquals(0, ckms("-s", relative.toString(), "add", root + "/src/foo"), err());
        assertEquals(0, ckms("-s", relative.toString(), "remove", relative + "/foo/1.0/"), err());
    }

    @Test
    void uninstallOfWhatWasNeverInstalledTouchesNothing() throws IOException {
        Path others = write("lib/modules/6.1.0-1/extra/foo.ko", "somebody else's");
        ckms("add", root + "/src/foo");
        assertEquals(0, ckms("uninstall", "foo=1.0", "-k", "6.1.0-1"));
        assertEquals(0, ckms("uninstall", root + "/var/lib/ckms/foo/1.0", "-k", "6.1.0-1"));
        assertEquals("somebody else's", Files.readString(others));
    }

    @Test
    void coloursAreForTerminalsAndForWhoWantsThem() {
        colors = new Console.Colors(true, true);
        assertEquals(1, ckms("build", "foo=1.0", "-k", "6.1.0-1"));
        assertTrue(err().startsWith("ckms: \u001b[1;31merror\u001b[m: foo=1.0 is not added"), err());
        assertEquals(1, ckms("-L", "build", "foo=1.0", "-k", "6.1.0-1"));
        assertTrue(err().startsWith("ckms: error: foo=1.0 is not added"), err());
        assertEquals(0, ckms("add", root + "/src/foo"));
        assertTrue(out().startsWith("\u001b[1madd foo=1.0\u001b[m\n"), out());
        ckms("-k", "6.1.0-1", "plain-status");
        assertFalse(out().contains("\u001b"), out());
    }
}
