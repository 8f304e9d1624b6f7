package ckms.engine.host.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ckms.model.VisibleText;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** JSON for others does nothing to a terminal, and is read as the same text. */
class VisibleEscapesTest {
    private static final Json JSON = Json.forOthers(List.of());

    private record Document(String text, Map<String, String> named) {}

    private static void isVisibleAndTheSame(String text, String context) throws IOException {
        // Names of members must be whole characters.
        String name = text.replaceAll("\\p{Cs}", "");
        var document = new Document(text, Map.of(name, text));
        String line = JSON.write(document);
        assertTrue(line.codePoints().allMatch(VisibleText::shows), context + line);
        assertTrue(JSON.pretty(document).codePoints().allMatch(one -> one == '\n' || VisibleText.shows(one)), context);
        assertEquals(document, JSON.read(line, Document.class), context);
        assertEquals(JSON.without(line, "none"), line, context);
    }

    @Test
    void eachCharacterIs() throws IOException {
        for (int one = 0; one < 0x10000; one += one < 0x3000 ? 1 : 0x3f) {
            isVisibleAndTheSame("a" + (char) one, "U+" + Integer.toHexString(one) + " ");
        }
        isVisibleAndTheSame(Character.toString(0xe0041) + Character.toString(0x1f600), "");
    }

    @Test
    void whatShowsIsNotEscaped() {
        assertEquals("\"é 漢 \\u009B \\u202E \\u007F\"", JSON.write("é 漢 \u009b \u202e \u007f"));
    }

    @Test
    void randomTextsAre() throws IOException {
        long seed = System.nanoTime();
        var random = new Random(seed);
        for (int i = 0; i < 2000; i++) {
            var text = new StringBuilder();
            random.ints(20, 0, 0x10000).forEach(one -> text.append((char) one));
            isVisibleAndTheSame(text.toString(), "seed " + seed + " ");
        }
    }
}
