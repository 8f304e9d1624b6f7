package ckms.model.ini;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ckms.model.Diagnostic;
import ckms.model.Parsed;
import ckms.model.SourceText;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What goes beyond CPython: every error at once, each with its place; and limits. */
class IniReaderTest {
    private static Parsed<IniDocument> read(String text) {
        return IniReader.read(SourceText.of("r.ini", text), "general");
    }

    private static List<String> places(Parsed<?> read) {
        return read.diagnostics().stream()
                .map(error -> error.place().orElseThrow() + " " + error.code())
                .toList();
    }

    @Test
    void allErrorsAreNamedInOneRun() {
        var read = read("[a]\nx = 1\nnonsense\nx = 2\n= 3\n[a]\n");
        assertEquals(
                List.of(
                        "r.ini:3:1 ini-syntax",
                        "r.ini:4:1 ini-duplicate-option",
                        "r.ini:5:1 ini-syntax",
                        "r.ini:6 ini-duplicate-section"),
                places(read));
    }

    @Test
    void aFileThatBeginsWithoutASectionSaysSoOnce() {
        assertEquals(List.of("r.ini:1 ini-no-section"), places(read("a = 1\nb = 2\n")));
    }

    @Test
    void aLonePercentIsNamedInTheLineOfTheValueThatHasIt() {
        var document =
                read("[hooks]\nbuild =\n  make\n# a comment\n  date +%s\n").orElseThrow();
        Diagnostic error =
                document.value("hooks", "build").orElseThrow().diagnostics().get(0);
        assertEquals("r.ini:5", error.place().orElseThrow().toString());
        assertTrue(error.sentence().contains("write '%%'"), error.sentence());
    }

    @Test
    void impliedOptionsAreLiteralAndOverrideTheFile() {
        var document = read("[general]\ndir = wrong\n[hooks]\nbuild = %(dir)s/x\n")
                .orElseThrow()
                .with(Map.of("dir", "/100%/s"));
        assertEquals("/100%/s/x", document.value("hooks", "build").orElseThrow().orElseThrow());
    }

    @Test
    void aReferenceToItselfIsAnErrorAndNotALoop() {
        var value = read("[a]\nx = %(x)s\n").orElseThrow().value("a", "x").orElseThrow();
        assertEquals(List.of("r.ini:2 ini-depth"), places(value));
    }

    @Test
    void referencesThatMultiplyEndAtALimit() {
        var text = new StringBuilder("[a]\nx0 = ").append("y".repeat(100)).append('\n');
        for (int i = 1; i <= 9; i++) {
            text.append("x" + i + " = ")
                    .append(("%(x" + (i - 1) + ")s").repeat(30))
                    .append('\n');
        }
        var value = read(text.toString()).orElseThrow().value("a", "x9").orElseThrow();
        assertEquals(List.of("r.ini:11 ini-depth"), places(value));
    }

    @Test
    void namesKeepTheirSpellingForWhoNeedsIt() {
        var document = read("[build_env]\nFOO = 1\n").orElseThrow();
        assertEquals("FOO", document.ownOptions("build_env").get(0).name());
        assertEquals("1", document.value("build_env", "foo").orElseThrow().orElseThrow());
    }

    @Test
    void aHundredThousandSectionsAreReadInReasonableTime() {
        var text = new StringBuilder();
        for (int i = 0; i < 100_000; i++) {
            text.append("[module.m" + i + "]\npath = .\n");
        }
        assertEquals(100_000, read(text.toString()).orElseThrow().sections().size());
    }
}
