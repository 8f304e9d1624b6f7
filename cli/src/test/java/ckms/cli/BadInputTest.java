package ckms.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a user gets wrong, and what is wrong in his files: a sentence with its place, the right exit code, nothing changed. */
class BadInputTest extends OnACommandLine {
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
                "64 | apply --plan a b",
                "64 | plan --json --graph",
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
                List.of("6: error[shell-syntax]", "7: error[no-dest]", "9: error[unknown-option]"),
                err().lines()
                        .filter(line -> line.startsWith("ROOT"))
                        .map(line -> line.replaceAll("^ROOT/src/foo/ckms.ini:|(?<=]):.*", ""))
                        .toList());
        write("src/foo/ckms.ini", recipe("true").replace("dest = extra", "dest = extra\nif = sh: [ -e x && ("));
        assertEquals(1, ckms("check", root + "/src/foo"));
        assertTrue(err().contains("does not understand 'if' of [module.foo]"), err());
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
        write("config.ini", "[ckms]\nsign_key = /k\n[hooks]\npost_add = fi\n");
        assertEquals(1, ckms("check", root + "/config.ini"));
        assertTrue(
                err().contains("config.ini:2: error[signing-key]: there is no key; looked for ROOT/k, ROOT/k.pem"),
                err());
        assertTrue(err().contains("config.ini:4: error[shell-syntax]"), err());
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
        assertEquals(code, ckms("add", root + "/src/foo"), err());
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
}
