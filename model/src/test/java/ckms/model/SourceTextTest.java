package ckms.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class SourceTextTest {
    @Test
    void linesEndInAnyOfThreeWays() {
        assertEquals(
                List.of("a", "b", "c", "d"), SourceText.of("f", "a\nb\r\nc\rd").lines());
    }

    @Test
    void bytesThatAreNotUtf8AreAnErrorInTheirLine() {
        byte[] latin1 = "good\nü\n".getBytes(StandardCharsets.ISO_8859_1);
        var read = assertInstanceOf(Parsed.Invalid.class, SourceText.decode("f", latin1));
        Diagnostic error = (Diagnostic) read.diagnostics().get(0);
        assertEquals(2, error.place().orElseThrow().line());
    }

    @Test
    void aTextThatEndsWithinACharacterIsAnError() {
        assertInstanceOf(Parsed.Invalid.class, SourceText.decode("f", new byte[] {'a', (byte) 0xc3}));
    }

    @Test
    void aVeryLongLineIsShownInPart() {
        Place place = SourceText.of("f", "x".repeat(1_000_000)).at(1, 3);
        assertEquals(160, place.text().length());
    }
}
