package ckms.cli.console;

import ckms.model.VisibleText;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/**
 * The one door through which text leaves ckms, whoever wrote it: what would act on a terminal leaves as visible escapes,
 * and what is printed as a line stays one line. Text is written in UTF-8, and each line at once.
 */
public final class Printer extends PrintWriter {
    private static final String PLAIN = "\u001b[m";

    /** Makes a printer to a stream. */
    public Printer(OutputStream out) {
        super(out, true, StandardCharsets.UTF_8);
    }

    @Override
    public void println(String line) {
        control(VisibleText.line(line) + System.lineSeparator());
    }

    @Override
    public void println(Object line) {
        println(String.valueOf(line));
    }

    /**
     * Prints a line of which a part is coloured.
     *
     * @param color the control sequence that begins the colour; empty for none
     */
    void println(String before, String color, String colored, String after) {
        String part = VisibleText.line(colored);
        control(VisibleText.line(before)
                + (color.isEmpty() ? part : color + part + PLAIN)
                + VisibleText.line(after)
                + System.lineSeparator());
    }

    @Override
    public void write(int one) {
        write(Character.toString((char) one));
    }

    @Override
    public void write(char[] text, int offset, int length) {
        write(new String(text, offset, length));
    }

    @Override
    public void write(String text, int offset, int length) {
        String visible = VisibleText.lines(text.substring(offset, offset + length));
        super.write(visible, 0, visible.length());
    }

    /** Prints what is to act on the terminal: control sequences of ckms itself, and no text that is not visible. */
    void control(String text) {
        super.write(text, 0, text.length());
        flush();
    }

    /** Returns a writer to the same place for what is ckms's own from beginning to end, such as the help. */
    public PrintWriter forOwnText() {
        return new PrintWriter(out, true);
    }
}
