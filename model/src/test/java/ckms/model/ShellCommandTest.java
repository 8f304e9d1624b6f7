package ckms.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A command that is pasted does what it says, whatever is in its words. */
class ShellCommandTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "foo=2.1.2@6.12.7-0-lts/x86_64 | foo=2.1.2@6.12.7-0-lts/x86_64",
                "zfs=1:2.0~rc1^git+dfsg        | zfs=1:2.0~rc1^git+dfsg",
                "foo=1:~root                   | 'foo=1:~root'",
                "~root                         | '~root'",
                "a b                           | 'a b'",
                "it's                          | 'it'\\''s'",
                "kernel-;touch PWNED;#         | 'kernel-;touch PWNED;#'",
                "$(x)`y`\"z\"                  | '$(x)`y`\"z\"'",
                "ä                             | 'ä'"
            })
    void aWordIsQuotedOnlyWhereItHasTo(String word, String quoted) {
        assertEquals("rm " + quoted, ShellCommand.of("rm", word).toString());
    }

    @Test
    void whatCanNotBeSeenIsWrittenAsBash() {
        assertEquals(
                "rm $'a\\012\\302\\233\\047\\\\'",
                ShellCommand.of("rm", "a\n\u009b'\\").toString());
        assertEquals("rm ''", ShellCommand.of("rm", "").toString());
    }

    @Test
    void noPathIsTakenForAnOption() {
        assertEquals(
                "ckms plan ./-x", ShellCommand.of("ckms", "plan", Path.of("-x")).toString());
        assertEquals(
                "ckms -k 6.1 plan", ShellCommand.of("ckms", "-k", "6.1", "plan").toString());
    }

    @Test
    void inASentenceItHasQuotationMarksUnlessThereAreSomeInIt() {
        assertEquals("'ckms log foo'", ShellCommand.of("ckms", "log", "foo").quoted());
        assertEquals("ckms plan 'a b'", ShellCommand.of("ckms", "plan", "a b").quoted());
    }

    @Test
    void theShellFindsTheWordsAgain() throws IOException, InterruptedException {
        long seed = System.nanoTime();
        var random = new Random(seed);
        String signs = "abc'\"\\$`;&|<>(){}[]*?!#~=:%^- \t\n\r\u001b\u007f\u009b\u202eé漢";
        var visible = new ArrayList<String>(List.of("printf", "%s\\0"));
        var all = new ArrayList<String>(visible);
        for (int i = 0; i < 300; i++) {
            var word = new StringBuilder(">PWNED");
            random.ints(random.nextInt(8), 0, signs.length()).forEach(at -> word.insert(0, signs.charAt(at)));
            all.add(word.toString());
            if (word.codePoints().allMatch(VisibleText::shows)) {
                visible.add(word.toString());
            }
        }
        assertEquals(visible.subList(2, visible.size()), words("/bin/sh", visible), "seed " + seed);
        // Not each sh knows $'…', but none takes it for more than one word.
        assertEquals(all.size() - 2, words("/bin/sh", all).size(), "seed " + seed);
        if (Files.exists(Path.of("/bin/bash"))) {
            assertEquals(all.subList(2, all.size()), words("/bin/bash", all), "seed " + seed);
        }
        assertFalse(Files.exists(folder.resolve("PWNED")), "seed " + seed);
    }

    /** The words that a shell passes on, of a command that prints them. */
    private List<String> words(String shell, List<String> words) throws IOException, InterruptedException {
        Path script = Files.writeString(folder.resolve("script"), new ShellCommand(words) + "\n");
        assertTrue(Files.readString(script).strip().lines().count() == 1);
        Process process = new ProcessBuilder(shell, script.toString())
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), printed);
        return Arrays.asList(printed.substring(0, printed.length() - 1).split("\0", -1));
    }
}
