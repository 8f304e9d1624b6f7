package ckms.cli.console;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is on a terminal's screen, once it has done what it was told. */
class LiveFooterTest {
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final Printer out = new Printer(printed);

    /** A screen that is wide and high enough, and knows what footers are drawn with. */
    private List<String> screen() {
        var lines = new ArrayList<>(List.of(""));
        int row = 0;
        String text = printed.toString(StandardCharsets.UTF_8)
                .replace("\u001b[?7l", "")
                .replace("\u001b[?7h", "");
        for (int i = 0; i < text.length(); i++) {
            if (text.startsWith("\u001b[J", i)) {
                lines.subList(row + 1, lines.size()).clear();
                lines.set(row, "");
                i += 2;
            } else if (text.charAt(i) == '\u001b') {
                int end = text.indexOf('A', i);
                row -= Integer.parseInt(text.substring(i + 2, end));
                i = end;
            } else if (text.charAt(i) == '\n') {
                row++;
                if (row == lines.size()) {
                    lines.add("");
                }
            } else if (text.charAt(i) != '\r') {
                lines.set(row, lines.get(row) + text.charAt(i));
            }
        }
        return lines;
    }

    @Test
    void theTranscriptStaysAndTheFooterIsBelowItUntilItIsClosed() {
        var lines = new ArrayList<>(List.of("running foo", "0 of 2"));
        try (var footer = new LiveFooter(out, () -> List.copyOf(lines))) {
            footer.above(() -> out.println("first"));
            assertEquals(List.of("first", "running foo", "0 of 2", ""), screen());
            lines.set(1, "1 of 2");
            lines.remove(0);
            footer.above(() -> out.println("second"));
            assertEquals(List.of("first", "second", "1 of 2", ""), screen());
        }
        assertEquals(List.of("first", "second", ""), screen());
    }
}
