package ckms.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is printed of others' text shows as itself, and nothing in it acts. */
class VisibleTextTest {
    @ParameterizedTest
    @ValueSource(
            ints = {
                0, 7, 8, 0xb, 0xc, 0xd, 0x1b, 0x7f, 0x80, 0x85, 0x90, 0x9b, 0x9d, 0x9f, 0xad, 0x61c, 0x200b, 0x200e,
                0x200f, 0x2028, 0x2029, 0x202a, 0x202b, 0x202c, 0x202d, 0x202e, 0x2066, 0x2067, 0x2068, 0x2069, 0xfeff,
                0xd800, 0xdfff, 0xe0041
            })
    void whatActsOrIsNotSeenBecomesAnEscape(int character) {
        String text = "a" + Character.toString(character) + "b";
        assertFalse(VisibleText.shows(character));
        assertEquals("a" + VisibleText.escape(character) + "b", VisibleText.line(text));
        assertEquals(VisibleText.line(text), VisibleText.lines(text));
    }

    @Test
    void anEscapeHasAsManyDigitsAsItNeeds() {
        assertEquals(
                "\\x1b \\x9b \\u202e \\ud83d \\U000e0041",
                VisibleText.line("\u001b \u009b \u202e \ud83d " + Character.toString(0xe0041)));
    }

    @Test
    void whatShowsStaysTheSame() {
        for (String text : new String[] {"", "plain 'a' \\x1b", "é ü 漢字 \ud83d\ude00", "tab\there"}) {
            assertSame(text, VisibleText.line(text));
            assertSame(text, VisibleText.lines(text));
        }
    }

    @Test
    void aLineStaysOneLine() {
        String forged = "foo\nckms: error: forged\r\n";
        assertEquals("foo\\x0ackms: error: forged\\x0d\\x0a", VisibleText.line(forged));
        assertEquals("foo\nckms: error: forged\\x0d\n", VisibleText.lines(forged));
    }

    @Test
    void noTextHasAnythingLeftThatActs() {
        long seed = System.nanoTime();
        var random = new Random(seed);
        for (int i = 0; i < 2000; i++) {
            var text = new StringBuilder();
            random.ints(20, 0, 0x2100).forEach(text::appendCodePoint);
            random.ints(5, 0xd700, 0x10000).forEach(one -> text.append((char) one));
            String line = VisibleText.line(text.toString());
            assertTrue(line.codePoints().allMatch(one -> one == '\t' || VisibleText.shows(one)), "seed " + seed);
            assertEquals(line, VisibleText.line(line), "seed " + seed);
        }
    }
}
