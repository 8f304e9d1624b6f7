package ckms.cli.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ckms.model.VisibleText;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What hooks print does nothing to a terminal but colour it, and a pipe gets it byte for byte. */
class TerminalFilterTest {
    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();

    private PrintStream others(Console.Terminal terminal) {
        var out = new PrintStream(shown, true, UTF_8);
        return Console.of(InputStream.nullInputStream(), out, out, Console.Colors.NONE, terminal)
                .others();
    }

    private String shown(byte[] bytes, int atOnce) {
        shown.reset();
        PrintStream out = others(Console.Terminal.FULL);
        for (int i = 0; i < bytes.length; i += atOnce) {
            out.write(bytes, i, Math.min(atOnce, bytes.length - i));
        }
        out.flush();
        return shown.toString(UTF_8);
    }

    private static byte[] bytes(String escaped) {
        return escaped.translateEscapes().getBytes(UTF_8);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "plain\\n             | plain\\n",
                "é ü 漢 😀\\n          | é ü 漢 😀\\n",
                "\\ttab\\n            | \\ttab\\n",
                "no end               | no end\\n",
                "\\033[31mred\\033[m\\n | \\033[31mred\\033[m\\n\\033[m",
                "\\033[31mleft on\\n  | \\033[31mleft on\\n\\033[m",
                "\\033[1;31mleft on   | \\033[1;31mleft on\\033[m\\n",
                "\\033[01m\\033[Kgcc\\n | \\033[01m\\033[Kgcc\\n\\033[m",
                "\\033[38;5;1mred\\n   | \\033[38;5;1mred\\n\\033[m",
                "\\033]0;title\\007\\n  | \\\\x1b]0;title\\\\x07\\n",
                "\\033[2J\\033[1K\\033\\n | \\\\x1b[2J\\\\x1b[1K\\\\x1b\\n",
                "a\\rb\\bc\\fd\\n       | a\\\\x0db\\\\x08c\\\\x0cd\\n",
                "begun \\033[31        | begun \\\\x1b[31\\n"
            })
    void coloursStayAndAllElseIsAnEscape(String printed, String onTerminal) {
        byte[] bytes = bytes(printed);
        for (int atOnce = 1; atOnce <= bytes.length; atOnce++) {
            assertEquals(onTerminal.translateEscapes(), shown(bytes, atOnce));
        }
    }

    @Test
    void bytesThatAreNoTextAreEscapes() {
        byte[] bytes = {
            'a',
            (byte) 0x9b,
            (byte) 0xc2,
            (byte) 0x9b,
            (byte) 0xe2,
            (byte) 0x80,
            (byte) 0xae,
            (byte) 0xe2,
            'b',
            (byte) 0xf0,
            (byte) 0x9f
        };
        for (int atOnce = 1; atOnce <= bytes.length; atOnce++) {
            assertEquals("a\\x9b\\x9b\\u202e\\xe2b\\xf0\\x9f\n", shown(bytes, atOnce));
        }
    }

    @Test
    void aPipeGetsTheBytes() {
        byte[] bytes = new byte[256];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) i;
        }
        PrintStream out = others(Console.Terminal.NONE);
        out.write(bytes, 0, bytes.length);
        out.flush();
        assertArrayEquals(bytes, shown.toByteArray());
    }

    @Test
    void aDumbTerminalIsOne() {
        PrintStream out = others(Console.Terminal.DUMB);
        out.write(0x1b);
        out.flush();
        assertEquals("\\x1b\n", shown.toString(UTF_8));
    }

    @Test
    void randomBytesDoNothingInWhateverPiecesTheyCome() {
        long seed = System.nanoTime();
        var random = new Random(seed);
        for (int i = 0; i < 2000; i++) {
            byte[] bytes = new byte[random.nextInt(60)];
            random.nextBytes(bytes);
            for (int j = 0; j < bytes.length; j++) {
                bytes[j] = random.nextInt(3) == 0 ? (byte) "\u001b[0;1mK\n".charAt(random.nextInt(8)) : bytes[j];
            }
            String all = shown(bytes, 1000);
            assertEquals(all, shown(bytes, 1 + random.nextInt(5)), "seed " + seed);
            String rest = all.replaceAll("\u001b\\[([0-9;:]*m|K)", "");
            assertTrue(
                    rest.codePoints().allMatch(one -> one == '\n' || one == '\t' || VisibleText.shows(one)),
                    "seed " + seed);
        }
    }
}
