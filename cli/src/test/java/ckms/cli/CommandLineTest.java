package ckms.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ckms.cli.console.Console;
import ckms.engine.process.HostProcesses;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Command lines as a user types them, on a root of their own: what is printed where, and the exit code. */
class CommandLineTest {
    @TempDir
    Path root;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private Console.Colors colors = Console.Colors.NONE;

    @BeforeEach
    void aRootWithTwoKernelsAndASource() throws IOException {
        Files.createDirectories(root.resolve("var/lib/ckms"));
        Files.createDirectories(root.resolve("lib/modules/6.1.0-1/build"));
        Files.createDirectories(root.resolve("lib/modules/6.12.0-1"));
        Files.createFile(root.resolve("lib/modules/6.12.0-1/modules.order"));
        write("src/foo/ckms.ini", recipe("true"));
    }

    private static String recipe(String buildHook) {
        return """
                [general]
                name = foo
                version = 1.0
                make = sh
                [hooks]
                build = %s
                [module.foo]
                path = .
                dest = extra
                """.formatted(buildHook);
    }

    private Path write(String file, String text) throws IOException {
        Path path = root.resolve(file);
        Files.createDirectories(path.getParent());
        return Files.writeString(path, text);
    }

    private int ckms(String... words) {
        out.reset();
        err.reset();
        var all = new ArrayList<>(List.of("--root", root.toString()));
        all.addAll(Arrays.asList(words));
        var console = Console.of(
                InputStream.nullInputStream(),
                new PrintStream(out, true, UTF_8),
                new PrintStream(err, true, UTF_8),
                colors);
        return Main.run(console, new HostProcesses(), List.of("/none"), all.toArray(String[]::new));
    }

    private String out() {
        return out.toString(UTF_8).replace(root.toString(), "ROOT");
    }

    private String err() {
        return err.toString(UTF_8).replace(root.toString(), "ROOT");
    }

    private String manifest(String kernels) throws IOException {
        return write("m.yaml", """
                        schema: 1
                        packages:
                          - name: foo
                            version: "1.0"
                            source: src/foo
                            kernels: %s
                        """.formatted(kernels)).toString();
    }

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

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "packages:  | packages: [ | m.yaml:3:3: error[yaml-syntax]: not valid YAML",
                "packages:  | pakages:    | m.yaml:2:1: error[unknown-key]: 'pakages' is not a key of the manifest;"
                        + " did you mean 'packages'?",
                "schema: 1  | schema: 7   | m.yaml:1:9: error[schema]: this ckms reads schema 1, not 7",
                "'name: foo'| 'name: bar' | m.yaml:3:11: error[other-package]: the recipe ROOT/src/foo/ckms.ini is for"
                        + " foo=1.0, not for bar=1.0"
            })
    void aManifestThatIsNotGoodIsRefusedWithItsPlace(String good, String bad, String sentence) throws IOException {
        String file = manifest("installed");
        Files.writeString(Path.of(file), Files.readString(Path.of(file)).replace(good, bad));
        for (String command : List.of("plan", "apply")) {
            assertEquals(1, ckms(command, file));
            assertTrue(err().contains("ROOT/" + sentence), err());
            assertEquals("", out());
        }
    }

    @Test
    void aRecipeWithoutANameIsRefusedWithItsLine() throws IOException {
        write("src/foo/ckms.ini", recipe("true").replace("name = foo\n", ""));
        for (int code : List.of(ckms("plan", manifest("installed")), ckms("add", root + "/src/foo"))) {
            assertEquals(1, code);
            assertTrue(err().startsWith("ROOT/src/foo/ckms.ini:1: error[no-name]: [general] has no name"), err());
        }
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
        assertTrue(lines.get(2).matches("  log: ROOT/var/lib/ckms/.ckms/stage/.*/logs/build.log"), lines.get(2));
        assertEquals("", out());
        assertEquals(4, ckms("apply", manifest("6.1.0-1")));
        assertTrue(out().contains("Applied: 0 done, 1 failed, 2 skipped."), out());
    }

    @Test
    void statusAndPlainStatusSayTheSameInTwoForms() throws IOException {
        ckms("add", root + "/src/foo");
        ckms("status", "-k", "6.1.0-1");
        assertTrue(out().matches("foo, 1.0, 6.1.0-1, \\S+: added\n"), out());
        ckms("-k", "6.1.0-1", "plain-status", "foo=1.0");
        assertTrue(out().matches("foo 1.0 6.1.0-1 \\S+ added\n"), out());
        assertEquals(0, ckms("plain-status", "bar"));
        assertEquals("", out());
        write("lib/modules/6.1.0-1/ckms-disable/foo/1.0", "");
        ckms("status", "-k", "6.1.0-1");
        assertTrue(out().endsWith(": disabled\n"), out());
        assertEquals(1, ckms("build", "foo=1.0", "-k", "6.1.0-1"));
        assertTrue(err().contains("is disabled by the host"), err());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "add             | there is no source folder",
                "build           | names no package",
                "build foo=2     | foo=2 is not added; run 'ckms add PATH' first",
                "install foo=1.0 | is not built; run 'ckms -k 6.1.0-1 build foo=1.0' first"
            })
    void aVerbThatCantBeDoneSaysWhatToDoFirst(String line, String sentence) throws IOException {
        ckms("add", root + "/src/foo");
        var words = new ArrayList<>(Arrays.asList(line.split(" ", -1)));
        if (words.size() == 1) {
            words.add(root + "/none");
        }
        words.addAll(List.of("-k", "6.1.0-1"));
        assertEquals(1, ckms(words.toArray(String[]::new)));
        assertTrue(err().startsWith("ckms: error: "), err());
        assertTrue(err().contains(sentence), err());
        assertEquals(1, err().lines().count());
    }

    @Test
    void addingTwiceIsAnErrorAndUninstallingWhatIsNotInstalledIsNone() {
        assertEquals(0, ckms("add", root + "/src/foo"));
        assertEquals(1, ckms("add", root + "/src/foo"));
        assertEquals("ckms: error: foo=1.0 is already added\n", err());
        assertEquals(0, ckms("uninstall", "foo=1.0", "-k", "6.1.0-1"));
        assertEquals(0, ckms("uninstall", "foo", "-k", "6.1.0-1"));
        assertTrue(out().startsWith("foo is not installed on 6.1.0-1/"), out());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2  | nonsense",
                "2  | ''",
                "2  | build",
                "2  | status -j abc",
                "2  | status -j 0",
                "2  | status -x lzma",
                "2  | -k ../x status",
                "2  | status -k '' ",
                "2  | -s '' status",
                "2  | --sign a,b,c build foo=1.0",
                "2  | clean",
                "2  | remove",
                "64 | check",
                "2  | build foo bar",
                "64 | plan --nonsense",
                "64 | apply a b",
                "64 | plan -k 6.1.0-1",
                "64 | apply -c x"
            })
    void wrongUsageIsOneSentenceAndAHint(int code, String line) {
        String[] words = line.isEmpty() ? new String[0] : line.strip().split(" ", -1);
        assertEquals(
                code,
                ckms(Arrays.stream(words).map(word -> word.replace("''", "")).toArray(String[]::new)));
        assertTrue(err().startsWith("ckms: error: "), err());
        assertTrue(err().endsWith("--help'.\n"), err());
        assertEquals(2, err().lines().count(), err());
        assertEquals("", out());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "plan",
                "apply",
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

    @Test
    void aMissingStateDirectorySaysHowToMakeIt() throws IOException {
        Files.delete(root.resolve("var/lib/ckms"));
        assertEquals(1, ckms("status"));
        assertTrue(err().contains("install -d -o USER -g GROUP ROOT/var/lib/ckms"), err());
    }

    @Test
    void theConfigurationIsReadAndItsErrorsHaveTheirLine() throws IOException {
        write("etc/ckms/config.ini", "[ckms]\nstatedir = /srv/state\n");
        assertEquals(1, ckms("status"));
        assertTrue(err().contains("ROOT/srv/state"), err());
        write("etc/ckms/config.ini", "[ckms]\nquiet = maybe\n");
        assertEquals(1, ckms("status"));
        assertTrue(err().startsWith("ROOT/etc/ckms/config.ini:2: error[bad-quiet]"), err());
        assertEquals(0, ckms("-C", root + "/none.ini", "status"));
        assertTrue(err().startsWith("ckms: warning: there is no configuration"), err());
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
        var after = new ArrayList<>(List.of("status"));
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
        ckms("plain-status");
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
        Files.createSymbolicLink(root.resolve("link"), root.resolve("var/lib/ckms"));
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
    void whatIsPrintedOfTheUsersStaysOnItsLine() {
        assertEquals(1, ckms("build", "a=1\nb\u001b[31m", "-k", "6.1.0-1"));
        assertEquals(1, err().lines().count());
        assertFalse(err().contains("\u001b"), err());
    }

    @Test
    void checkNamesEachFaultOfARecipeAndAManifestWithItsLine() throws IOException {
        assertEquals(0, ckms("check", root + "/src/foo"));
        assertEquals("ROOT/src/foo/ckms.ini: good\n", out());
        assertEquals(0, ckms("check", manifest("installed")));
        write("src/foo/ckms.ini", recipe("if true").replace("dest = extra", "dset = extra"));
        assertEquals(1, ckms("check", root + "/src/foo"));
        assertEquals(
                List.of("7: error[no-dest]", "9: error[unknown-option]"),
                err().lines()
                        .filter(line -> line.startsWith("ROOT"))
                        .map(line -> line.replaceAll("^ROOT/src/foo/ckms.ini:|(?<=]):.*", ""))
                        .toList());
        write("src/foo/ckms.ini", recipe("if true"));
        assertEquals(1, ckms("check", root + "/src/foo"));
        assertTrue(
                err().startsWith("ROOT/src/foo/ckms.ini:6: error[shell-syntax]: the shell does not understand"), err());
        assertEquals(1, ckms("check", manifest("installed")));
        assertTrue(err().contains("ckms.ini:6: error[shell-syntax]"), err());
        assertEquals(
                1, ckms("check", write("bad.yaml", "schema: 1\npakages: []\n").toString()));
        assertTrue(err().contains("bad.yaml:2:1: error[unknown-key]"), err());
        assertEquals(
                1, ckms("check", write("config.ini", "[ckms]\nquite = yes\n").toString()));
        assertTrue(
                err().contains("config.ini:2: error[unknown-option]: nothing reads 'quite' of [ckms]; did you mean"),
                err());
        assertEquals(1, ckms("check", root + "/none"));
    }

    @Test
    void checkNeedsNoStateDirectory() throws IOException {
        Files.delete(root.resolve("var/lib/ckms"));
        assertEquals(0, ckms("check", root + "/src/foo"), err());
    }

    /** A recipe of 10 MB, one of 100,000 sections, one that refers to itself. */
    @ParameterizedTest
    @ValueSource(strings = {"long", "many", "self"})
    void aRecipeOutOfAllProportionIsAnAnswerNotATrace(String kind) throws IOException {
        String text = recipe("true");
        int code = 1;
        switch (kind) {
            case "long" -> {
                text = recipe("true " + "x".repeat(10_000_000));
                code = 0;
            }
            case "many" -> {
                var sections = new StringBuilder(text);
                for (int i = 0; i < 100_000; i++) {
                    sections.append("[module.m").append(i).append("]\npath = ..\n");
                }
                text = sections.toString();
            }
            default -> text = text.replace("name = foo", "name = %(name)s");
        }
        write("src/foo/ckms.ini", text);
        assertEquals(code, ckms("add", root + "/src/foo"));
        assertTrue(err().lines().count() <= 201, err());
        assertFalse(err().contains("Exception"), err());
        assertEquals(code == 0, Files.exists(root.resolve("var/lib/ckms/foo")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "name = ../x",
                "name = a/b",
                "name = -x",
                "name = a b",
                "name = a\n  b",
                "name = a\u0000b",
                "name = .x",
                "version = ..",
                "version = 1/2",
                "version = -1",
                "version = kernel-1",
                "path = ../..",
                "path = /etc",
                "path = -x",
                "dest = a/../../b",
                "dest = /etc",
                "dest = a\n  b",
                "dest = a\u0000b"
            })
    void aNameOrAFolderThatReachesOutsideIsOneSentenceAndNothingIsAdded(String option) throws IOException {
        String name = option.replaceAll(" = (?s).*", "");
        write("src/foo/ckms.ini", recipe("true").replaceAll("(?m)^" + name + " = .*$", option));
        assertEquals(1, ckms("add", root + "/src/foo"));
        assertTrue(err().startsWith("ROOT/src/foo/ckms.ini:"), err());
        assertTrue(err().contains("error[bad-" + name + "]"), err());
        assertEquals(1, err().lines().filter(line -> line.startsWith("ROOT")).count(), err());
        assertFalse(Files.exists(root.resolve("var/lib/ckms/.ckms/built")));
        assertFalse(Files.exists(root.resolve("var/lib/ckms/foo")));
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
        ckms("plain-status");
        assertFalse(out().contains("\u001b"), out());
    }
}
