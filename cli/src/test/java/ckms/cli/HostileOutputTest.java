package ckms.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ckms.cli.console.Console;
import ckms.model.VisibleText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever files are called and programs print: each way out is harmless, and no line is forged. */
class HostileOutputTest extends OnAFakeRoot {
    /** What acts on terminals, turns text or hides; all that a name of a file can have. */
    private static final String HOSTILE =
            "\u0001\u0007\b\r\u001b[2J\u001b]0;x\u0007\u007f\u0080\u0085\u009b2J\u009f\u061c\u200e\u200f\u2028\u2029"
                    + "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\nckms: error: forged";

    private static final String SHOWN = VisibleText.line(HOSTILE);

    @BeforeEach
    void fooIsBuilt() {
        assertEquals(0, ckms("", "add", "ROOT/usr/src/foo-1.0"), err());
        assertEquals(0, ckms("", "-k", "6.1.0-1", "build", "foo=1.0"), err());
    }

    /** Runs a command line; what it prints must be harmless. */
    private int run(String... words) {
        return runWith("", words);
    }

    private int runWith(String stdin, String... words) {
        int code = ckms(stdin, words);
        for (String printed : List.of(out(), err())) {
            assertTrue(
                    printed.codePoints().allMatch(one -> one == '\n' || one == '\t' || VisibleText.shows(one)),
                    printed);
            assertFalse(printed.lines().anyMatch(line -> line.startsWith("ckms: error: forged")), printed);
        }
        return code;
    }

    private Path hostileSource() throws IOException {
        return Files.move(root.root.resolve("usr/src/bar-1"), root.root.resolve("usr/src/" + HOSTILE));
    }

    @Test
    void errors() {
        assertEquals(1, run("-k", "6.1.0-1", "build", HOSTILE));
        assertTrue(err().contains(SHOWN), err());
        assertEquals(1, run("add", "ROOT/" + HOSTILE));
        assertTrue(err().contains(SHOWN), err());
        assertEquals(2, run("-k", HOSTILE, "status"));
        assertEquals(1, run("show", HOSTILE));
        assertEquals(1, run("log", HOSTILE));
        assertEquals(1, run("-s", "ROOT/" + HOSTILE, "status"));
        assertEquals(1, run("plan", "--target", HOSTILE));
        assertEquals(1, run("check", "ROOT/" + HOSTILE));
    }

    @Test
    void wrongUsage() {
        assertEquals(2, run(HOSTILE));
        assertTrue(err().startsWith("ckms: error: '" + SHOWN + "' is not a command\n"), err());
        assertEquals(64, run("plan", "--x" + HOSTILE));
        assertTrue(err().contains(SHOWN), err());
        assertEquals(2, run("status", "-j", HOSTILE));
        assertEquals(2, run("status", "foo", HOSTILE));
    }

    @Test
    void diagnosticsWithTheCaretBeneathThePlace() throws IOException {
        write("m.yaml", "schema: 1\n# \u202e\npackages: []\n'\u202e\u2066' : {\t\u202e: 1}\n");
        assertEquals(1, run("plan", "ROOT/m.yaml"));
        List<String> lines = err().lines().toList();
        String shown = "'\\u202e\\u2066' : { \\u202e: 1}";
        int line = lines.indexOf("  4 | " + shown);
        assertTrue(line > 0, err());
        write("c.ini", "[general]\nname = foo\n\u009b\u202e = 1\n");
        assertEquals(1, run("check", "ROOT/c.ini"));
        write(HOSTILE, "schema: 2\npackages: [\u202e, [\u009b\u202e\n");
        assertEquals(1, run("plan", "ROOT/" + HOSTILE));
        write("n.yaml", "schema: 1\nprune: none\npackages: [{name: \u202e\u202e, pakage: x}]\n");
        assertEquals(1, run("plan", "ROOT/n.yaml"));
        lines = err().lines().toList();
        line = lines.lastIndexOf("  3 | packages: [{name: \\u202e\\u202e, pakage: x}]");
        assertEquals(lines.get(line).indexOf("pakage"), lines.get(line + 1).indexOf('^'), err());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "--verbose", "--json", "-q"})
    void aRunThatFails(String option) throws IOException {
        Path source = root.root.resolve("usr/src/baz-1");
        Files.writeString(source.resolve("says"), "a.c:1:2: error: " + HOSTILE + "\n");
        Files.writeString(
                source.resolve("ckms.ini"),
                Files.readString(source.resolve("ckms.ini")).replaceFirst("build = .*", "build = cat says; false"));
        String[] words = List.of("-D", "apply", "-", option).stream()
                .filter(word -> !word.isEmpty())
                .toArray(String[]::new);
        assertEquals(4, runWith(manifest("[6.1.0-1]", "baz=1"), words), err());
        assertTrue(err().contains("failed: "), err());
    }

    @Test
    void plansAndTheirJson() throws IOException {
        Path source = hostileSource();
        assertEquals(0, run("add", source.toString()), err());
        Files.delete(source.resolve("for-6.1.0-1.ko"));
        String wanted =
                "schema: 1\npackages:\n  - name: bar\n    version: \"1\"\n    kernels: [6.1.0-1]\n    source: \"ROOT/"
                        + "usr/src/none\\u202e\"\n";
        for (String option : List.of("--detailed-exitcode", "--json", "--graph")) {
            assertEquals(4, runWith(wanted, "plan", "-", option), err());
            assertTrue((out() + err()).contains("none\\u202"), out() + err());
        }
        assertEquals(0, run("status", "--json"), err());
        write("own.yaml", "schema: 1\npackages: []\n");
        assertEquals(0, run("explain", "bar@6.1.0-1", "ROOT/own.yaml"), err());
    }

    @Test
    void doctor() throws IOException {
        Path source = hostileSource();
        assertEquals(0, run("add", source.toString()), err());
        Files.delete(source.resolve("ckms.ini"));
        Files.move(source, root.root.resolve("usr/src/away"));
        Path link = Files.createDirectories(root.state.root().resolve(HOSTILE)).resolve("kernel-" + HOSTILE);
        Files.createSymbolicLink(link, Path.of(HOSTILE));
        Files.createDirectories(root.state.root().resolve(".ckms/stage").resolve(HOSTILE));
        assertEquals(4, run("doctor"));
        assertTrue(out().contains(SHOWN), out());
        assertEquals(4, run("doctor", "--json"));
        assertEquals(0, run("-k", "6.1.0-1", "status"));
        assertEquals(0, run("gc", "--dry-run"));
    }

    @Test
    void initWritesAManifestThatIsReadAsTheSame() throws IOException {
        Path source = Files.move(root.root.resolve("usr/src/bar-1"), root.root.resolve("usr/src/a\u202e\u2028\"\\b"));
        assertEquals(0, run("add", source.toString()), err());
        assertEquals(0, run("init"));
        assertTrue(out().contains("a\\u202e\\u2028\\\"\\\\b\""), out());
        assertEquals(0, run("init", "ROOT/i\u202e.yaml"), err());
        assertTrue(out().contains("ckms plan $'ROOT/i\\342\\200\\256.yaml'."), out());
        assertTrue(Files.readString(root.root.resolve("i\u202e.yaml")).chars().allMatch(one -> one < 0x7f));
        assertEquals(0, run("plan", "ROOT/i\u202e.yaml"), err());
        assertTrue(out().startsWith("Nothing to do: "), out());
    }

    @Test
    void initLeavesOutWhatNoManifestCanName() throws IOException {
        assertEquals(0, run("add", hostileSource().toString()), err());
        assertEquals(0, run("init", "ROOT/i.yaml"), err());
        String text = Files.readString(root.root.resolve("i.yaml"));
        assertTrue(text.contains("  # bar=1 has a source that no manifest can name: \""), text);
        assertTrue(text.chars().allMatch(one -> one == '\n' || VisibleText.shows(one)), text);
        assertEquals(0, run("plan", "ROOT/i.yaml"), err());
    }

    @Test
    void logsOnATerminalAndTheirBytesElsewhere() throws IOException {
        Path log = root.root.resolve("var/lib/ckms/foo/1.0/6.1.0-1/x86_64/logs/build.log");
        Files.writeString(log, HOSTILE);
        assertEquals(0, ckms("", "log", "foo"), err());
        assertEquals(HOSTILE, out());
        terminal = Console.Terminal.DUMB;
        assertEquals(0, ckms("", "log", "foo"), err());
        assertEquals(VisibleText.lines(HOSTILE) + "\n", out());
        assertEquals(0, ckms("", "log", "--raw", "foo"), err());
        assertEquals(HOSTILE, out());
    }

    @Test
    void whatHooksPrintOnATerminalAndItsBytesElsewhere() throws IOException {
        Path source = root.root.resolve("usr/src/baz-1");
        Files.writeString(source.resolve("says"), HOSTILE);
        Files.writeString(
                source.resolve("ckms.ini"),
                Files.readString(source.resolve("ckms.ini")).replace("build = ", "build = cat says; "));
        assertEquals(0, run("add", source.toString()), err());
        assertEquals(0, ckms("", "-k", "6.1.0-1", "build", "baz=1"), err());
        assertTrue(out().contains(HOSTILE), out());
        assertEquals(0, run("-k", "6.1.0-1", "clean", "baz=1"), err());
        terminal = Console.Terminal.FULL;
        assertEquals(0, ckms("", "--no-cache", "-k", "6.1.0-1", "build", "baz=1"), err());
        assertTrue(out().contains("\n" + VisibleText.lines(HOSTILE) + "\nbuild baz=1@6.1.0-1/x86_64 done in "), out());
    }
}
