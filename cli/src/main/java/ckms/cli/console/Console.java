package ckms.cli.console;

import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * The streams that a command reads from and prints to.
 *
 * @param in standard input
 * @param bytes standard output, for bytes that leave as they are
 * @param out standard output, for text
 * @param err standard error
 * @param colors on which streams colours are printed
 * @param terminal what standard output is
 */
public record Console(InputStream in, PrintStream bytes, Printer out, Printer err, Colors colors, Terminal terminal) {
    /** The version of ckms. */
    public static final String VERSION = "0.1.0";

    private static final String BOLD = "\u001b[1m";
    private static final String RED = "\u001b[1;31m";
    private static final String YELLOW = "\u001b[1;33m";

    /**
     * Which of the streams show colours.
     *
     * @param out whether standard output does
     * @param err whether standard error does
     */
    public record Colors(boolean out, boolean err) {
        /** Colours on neither stream. */
        public static final Colors NONE = new Colors(false, false);
    }

    /** What a stream may be as to terminals. */
    public enum Terminal {
        /** A pipe or a file. */
        NONE,
        /** A terminal that can't draw lines anew. */
        DUMB,
        /** A terminal on which lines can be drawn anew. */
        FULL
    }

    /** Makes a console of streams; text is written in UTF-8. */
    public static Console of(InputStream in, PrintStream out, PrintStream err, Colors colors, Terminal terminal) {
        return new Console(in, out, new Printer(out), new Printer(err), colors, terminal);
    }

    /** Returns this console without colours. */
    public Console plain() {
        return new Console(in, bytes, out, err, Colors.NONE, terminal);
    }

    /**
     * Makes a stream to standard output for what others printed, such as hooks: harmless if that is a terminal, and
     * byte for byte if not. It has to be flushed where what they printed ends.
     */
    public PrintStream others() {
        return terminal == Terminal.NONE
                ? bytes
                : new PrintStream(new TerminalFilter(bytes), false, StandardCharsets.UTF_8);
    }

    /** Prints, on standard error, an error that has no place in a file. */
    public void error(String sentence) {
        complain("ckms", "error", sentence);
    }

    /** Prints, on standard error, a warning that has no place in a file. */
    public void warning(String sentence) {
        complain("ckms", "warning", sentence);
    }

    /**
     * Prints a complaint on standard error, its word in colour if that shows colours.
     *
     * @param where the place that it is about, or who complains
     * @param word {@code error} or {@code warning}, perhaps followed by a code
     */
    public void complain(String where, String word, String sentence) {
        String color = word.startsWith("error") ? RED : YELLOW;
        err.println(where + ": ", colors.err() ? color : "", word, ": " + sentence);
    }

    /** Prints a line on standard output, in bold if that shows colours, to stand out among what hooks print. */
    public void say(String sentence) {
        out.println("", colors.out() ? BOLD : "", sentence, "");
    }
}
