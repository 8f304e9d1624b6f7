package ckms.cli.console;

import ckms.model.VisibleText;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What others printed, on its way to a terminal: text in UTF-8, ends of lines, tabs and colours stay, all else becomes
 * visible escapes. Flushing it ends the line and the colours that were left unfinished, so that what ckms prints next
 * stands alone.
 */
final class TerminalFilter extends OutputStream {
    /** A colour, or that the rest of the line gets it, which gcc prints after each. */
    private static final Pattern COLOR = Pattern.compile("\u001b\\[([0-9;:]*m|K)");
    /** The beginning of what may become a colour once more bytes come; no colour is longer. */
    private static final Pattern BEGUN = Pattern.compile("\u001b(\\[[0-9;:]{0,64})?\\z");

    private static final String PLAIN = "\u001b[m";

    private final PrintStream out;
    private final CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    /** The beginning of a character that did not come to its end yet. */
    private ByteBuffer begun = ByteBuffer.allocate(0);

    private final StringBuilder text = new StringBuilder();
    private boolean colored;
    private boolean amidLine;

    TerminalFilter(PrintStream out) {
        this.out = out;
    }

    @Override
    public void write(int one) {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        ByteBuffer all = ByteBuffer.allocate(begun.remaining() + length)
                .put(begun)
                .put(bytes, offset, length)
                .flip();
        decode(all);
        begun = all.slice();
        Matcher unfinished = BEGUN.matcher(text);
        show(unfinished.find() ? unfinished.start() : text.length());
    }

    private void decode(ByteBuffer bytes) {
        var characters = CharBuffer.allocate(bytes.remaining());
        while (true) {
            CoderResult result = decoder.decode(bytes, characters, false);
            text.append(characters.flip());
            characters.clear();
            if (!result.isError()) {
                return;
            }
            escape(bytes, result.length());
        }
    }

    private void escape(ByteBuffer bytes, int count) {
        for (int i = 0; i < count; i++) {
            text.append(VisibleText.escape(bytes.get() & 0xff));
        }
    }

    private void show(int end) {
        Matcher color = COLOR.matcher(text).region(0, end);
        int from = 0;
        while (color.find()) {
            printText(from, color.start());
            print(color.group());
            colored = true;
            from = color.end();
        }
        printText(from, end);
        text.delete(0, end);
    }

    private void printText(int from, int end) {
        if (from < end) {
            print(VisibleText.lines(text.substring(from, end)));
            amidLine = text.charAt(end - 1) != '\n';
        }
    }

    private void print(String shown) {
        byte[] bytes = shown.getBytes(StandardCharsets.UTF_8);
        out.write(bytes, 0, bytes.length);
    }

    @Override
    public void flush() {
        escape(begun, begun.remaining());
        show(text.length());
        print(colored ? PLAIN : "");
        print(amidLine ? "\n" : "");
        colored = false;
        amidLine = false;
        out.flush();
    }
}
