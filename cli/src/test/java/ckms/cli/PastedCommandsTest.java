package ckms.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Commands that are printed do what they say once they are pasted, whatever the names in them are. */
class PastedCommandsTest extends OnAFakeRoot {
    private static final String HOSTILE = "a b;>PWNED;#$(>PWNED)`>PWNED`'>PWNED;'\">PWNED;";

    @TempDir
    Path here;

    private Path tools;

    /** Tools that only say how they were called, as NUL-terminated words with an empty one at the end. */
    @BeforeEach
    void toolsThatDoNothing() throws IOException {
        tools = Files.createDirectory(here.resolve("tools"));
        for (String tool : List.of("rm", "chmod", "chown", "ckms", "install")) {
            Path file = tools.resolve(tool);
            Files.writeString(file, "#!/bin/sh\nprintf '%s\\0' " + tool + " \"$@\" '' >>" + here + "/calls\n");
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }

    /** Pastes a line into a shell, and returns the calls of tools that it makes. */
    private List<List<String>> pasted(String shell, String line) throws IOException, InterruptedException {
        Path calls = here.resolve("calls");
        Files.deleteIfExists(calls);
        var pasting = new ProcessBuilder(shell, "-c", line)
                .directory(Files.createDirectories(here.resolve("cwd")).toFile())
                .redirectErrorStream(true);
        pasting.environment().put("PATH", tools.toString());
        Process process = pasting.start();
        process.getInputStream().readAllBytes();
        process.waitFor();
        try (var made = Files.list(here.resolve("cwd"))) {
            assertEquals(List.of(), made.toList(), line);
        }
        var all = new ArrayList<List<String>>();
        if (Files.exists(calls)) {
            for (String call : Files.readString(calls).split("\0\0", -1)) {
                if (!call.isEmpty()) {
                    all.add(Arrays.asList(call.split("\0", -1)));
                }
            }
        }
        return all;
    }

    private static String state(String suffix) {
        return "/state " + HOSTILE + suffix;
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "\u009b\u202e\n x"})
    void whatDoctorSaysToDo(String suffix) throws IOException, InterruptedException {
        Path state = Files.createDirectory(Path.of(root.root + state(suffix)));
        Path link = Files.createDirectory(state.resolve(HOSTILE + suffix)).resolve("kernel-" + HOSTILE + suffix);
        Files.createSymbolicLink(link, Path.of("x"));
        Path stage = Files.createDirectories(state.resolve(".ckms/stage/" + HOSTILE + suffix));
        Files.setPosixFilePermissions(state, PosixFilePermissions.fromString("r-xr-xrwx"));
        assertEquals(4, ckms("", "-s", state.toString(), "doctor"), err());
        var mends = new ArrayList<String>();
        printedOut()
                .lines()
                .filter(line -> line.startsWith("  mend: "))
                .map(line -> line.substring("  mend: ".length()))
                .forEach(mends::add);
        var inBash = new ArrayList<List<String>>();
        for (String mend : mends) {
            pasted("/bin/sh", mend);
            inBash.addAll(pasted("/bin/bash", mend));
        }
        for (List<String> call : List.of(
                List.of("rm", link.toString()),
                List.of("rm", "-r", stage.toString()),
                List.of("chmod", "u+rwx", state.toString()),
                List.of("chmod", "o-w", state.toString()))) {
            assertTrue(inBash.contains(call), call + " is not among " + inBash);
        }
    }

    @Test
    void whatOtherCommandsSayToDoNext() throws IOException, InterruptedException {
        String file = root.root + "/" + HOSTILE;
        assertEquals(0, ckms("", "init", file + ".yaml"), err());
        assertEquals(
                List.of(List.of("ckms", "plan", file + ".yaml.")),
                pasted("/bin/sh", after("look at it with ", printedOut())));
        assertEquals(0, ckms("", "plan", file + ".yaml", "--out", file), err());
        assertEquals(
                List.of(List.of("ckms", "apply", "--plan", file, "does", "just", "that.")),
                pasted("/bin/sh", after("; ckms ", printedOut()).replaceFirst("^", "ckms ")));
        assertEquals(1, ckms("", "-s", file + "/none", "status"));
        assertEquals(
                List.of(List.of("install", "-d", "-o", "USER", "-g", "GROUP", file + "/none")),
                pasted("/bin/sh", after("the user who will build: ", printedErr())));
    }

    @Test
    void theWayBackFromAnotherDestination() throws IOException, InterruptedException {
        String there = root.root + "/" + HOSTILE;
        Files.createDirectories(Path.of(there));
        assertEquals(0, ckms(manifest("[6.1.0-1]", "foo=1.0"), "-D", "-d", there, "apply", "-"), err());
        List<String> back = List.of("ckms", "-d", there, "-k", "6.1.0-1", "uninstall", "foo=1.0");
        assertEquals(1, ckms("", "-D", "-k", "6.1.0-1", "uninstall", "foo=1.0"), out());
        assertEquals(List.of(back), pasted("/bin/sh", after("; run ", printedErr())), printedErr());
        write("usr/src/foo-1.0/new.h", "");
        assertEquals(4, ckms(manifest("[6.1.0-1]", "foo=1.0"), "-D", "-q", "apply", "-"), err());
        String failed = printedErr().lines().findFirst().orElseThrow();
        assertEquals(List.of(back), pasted("/bin/sh", after("there first, with ", failed)), failed);
    }

    private static String after(String beginning, String text) {
        int at = text.lastIndexOf(beginning);
        assertTrue(at >= 0, text);
        return text.substring(at + beginning.length()).strip();
    }

    /** What is glued to text that begins a command. */
    private static final Pattern GLUED = Pattern.compile("\"(?:[^\"\n]*(?:['(]|: ))?(?:ckms(?: [-\\w]+)+"
            + "|(?:rm|mv|cp|ln|chmod|chown|chgrp|chattr|install|mkdir|kill|depmod|apt)(?: [-+,\\w]+)*) \"\\s*\\+");

    /** A command in quotation marks of one's own, which its words may have too. */
    private static final Pattern WRAPPED =
            Pattern.compile("'\"\\s*\\+\\s*(?:new\\s+)?(?:\\w+\\.)*(?:\\w*[cC]ommand|ShellCommand\\.of)\\(");

    /** Several words in the place of one. */
    private static final Pattern WORDS = Pattern.compile("\\b(?:ShellCommand\\.of|command|[a-z]\\w*Command)\\("
            + "(?:\"[^\" ]*\"|[^\"()]|\\((?:[^()]|\\([^()]*\\))*\\))*\"[^\" ]* [^\"]*\"");

    /** Each command with something in it that is not always the same is a {@link ckms.model.ShellCommand}. */
    @Test
    void noCommandIsPutTogetherByHand() throws IOException {
        var found = new ArrayList<String>();
        for (String module : List.of("model", "engine", "cli")) {
            try (var files = Files.walk(Path.of("..", module, "src/main/java"))) {
                for (Path file :
                        files.filter(path -> path.toString().endsWith(".java")).toList()) {
                    String text = Files.readString(file);
                    for (Pattern wrong : List.of(GLUED, WRAPPED, WORDS)) {
                        wrong.matcher(text)
                                .results()
                                .map(MatchResult::group)
                                .forEach(group -> found.add(file.getFileName() + ": " + group));
                    }
                }
            }
        }
        assertEquals(List.of(), found);
    }

    @Test
    void whatIsPutTogetherByHandIsFound() {
        assertTrue(GLUED.matcher("\"; run 'ckms -k \" +").find());
        assertTrue(GLUED.matcher("\"rm -r \" +").find());
        assertTrue(WRAPPED.matcher("\"or '\"\n    + Patient.command(\"clean\", cell) + \"'\"")
                .find());
        assertTrue(
                WRAPPED.matcher("\"'\" + ShellCommand.of(\"rm\", file) + \"'\"").find());
        assertTrue(WORDS.matcher("Patient.command(\"uninstall --force\", cell)").find());
        assertTrue(WORDS.matcher("ShellCommand.of(\"ckms\", of(cell), \"-k x\", pkg)")
                .find());
        assertFalse(WORDS.matcher("ShellCommand.of(\"rm\", file(cell)).quoted() + \" or so\"")
                .find());
    }
}
