package ckms.cli.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ckms.model.VisibleText;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

/** Text leaves as it shows, in whatever way it is printed. */
class PrinterTest {
    private static final Map<String, BiConsumer<Console, String>> LINES = Map.of(
            "println",
            (console, text) -> console.out().println(text),
            "an object",
            (console, text) -> console.out().println((Object) text),
            "an error",
            Console::error,
            "a warning",
            Console::warning,
            "a place",
            (console, text) -> console.complain(text, "error[" + text + "]", text),
            "said",
            Console::say);
    private static final Map<String, BiConsumer<Console, String>> TEXTS = Map.of(
            "print", (console, text) -> console.out().print(text),
            "written", (console, text) -> console.out().write(text.toCharArray(), 0, text.length()),
            "appended", (console, text) -> console.err().append(text),
            "formatted", (console, text) -> console.err().printf("%s", text),
            "a trace", (console, text) -> new IllegalStateException(text).printStackTrace(console.err()));

    private static String printed(BiConsumer<Console, String> way, String text, Console.Colors colors) {
        var bytes = new ByteArrayOutputStream();
        var stream = new PrintStream(bytes, true, UTF_8);
        var console = Console.of(InputStream.nullInputStream(), stream, stream, colors, Console.Terminal.FULL);
        way.accept(console, text);
        console.out().flush();
        console.err().flush();
        return bytes.toString(UTF_8);
    }

    private static void isHarmless(String text, String context) {
        LINES.forEach((name, way) -> {
            String line = printed(way, text, Console.Colors.NONE);
            assertTrue(line.endsWith("\n"), name + context);
            assertTrue(line.chars().filter(one -> one == '\n').count() == 1, name + context);
            assertTrue(isVisible(line), name + context);
            String colored = printed(way, text, new Console.Colors(true, true));
            assertEquals(line, colored.replaceAll("\u001b\\[(1|1;3[13])?m", ""), name + context);
        });
        TEXTS.forEach((name, way) -> assertTrue(isVisible(printed(way, text, Console.Colors.NONE)), name + context));
    }

    private static boolean isVisible(String text) {
        return text.codePoints().allMatch(one -> one == '\n' || one == '\t' || VisibleText.shows(one));
    }

    @Test
    void eachCharacterIsHarmlessInEachWay() {
        for (int one = 0; one < 0x2100; one++) {
            isHarmless("a" + Character.toString(one) + "b", " U+" + Integer.toHexString(one));
        }
        for (String text : List.of("\ud800", "\udc00x", "\ufeff", Character.toString(0xe0041))) {
            isHarmless(text, VisibleText.line(text));
        }
    }

    @Test
    void randomTextsAre() {
        long seed = System.nanoTime();
        var random = new Random(seed);
        for (int i = 0; i < 200; i++) {
            var text = new StringBuilder();
            random.ints(20, 0, 0x3000).forEach(text::appendCodePoint);
            isHarmless(text.toString(), " seed " + seed);
        }
    }

    @Test
    void aTraceForgesNoLine() {
        String trace = printed(
                (console, text) -> new IllegalStateException(text).printStackTrace(console.err()),
                "x\nckms: error: forged",
                Console.Colors.NONE);
        assertTrue(trace.startsWith("java.lang.IllegalStateException: x\\x0ackms: error: forged\n\tat "), trace);
    }

    @Test
    void theHelpKeepsItsColours() {
        assertEquals(
                "\u001b[1mckms\u001b[m",
                printed(
                        (console, text) -> {
                            var help = console.out().forOwnText();
                            help.print(text);
                            help.flush();
                        },
                        "\u001b[1mckms\u001b[m",
                        Console.Colors.NONE));
    }
}
