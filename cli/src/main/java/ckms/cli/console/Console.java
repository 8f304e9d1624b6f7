package ckms.cli.console;

import java.io.InputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/**
 * The streams that a command reads from and prints to.
 *
 * @param in standard input
 * @param bytes standard output, for what hooks print
 * @param out standard output, for text
 * @param err standard error
 * @param colors on which streams colours are printed
 * @param isTerminal whether standard output is a terminal on which lines can be drawn anew
 */
public record Console(
        InputStream in, PrintStream bytes, PrintWriter out, PrintWriter err, Colors colors, boolean isTerminal) {
    /** The version of ckms. */
    public static final String VERSION = "0.1.0";

    private static final String BOLD = "\u001b[1m";
    private static final String RED = "\u001b[1;31m";
    private static final String YELLOW = "\u001b[1;33m";
    private static final String PLAIN = "\u001b[m";

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

    /** Makes a console of streams; text is written in UTF-8. */
    public static Console of(InputStream in, PrintStream out, PrintStream err, Colors colors, boolean isTerminal) {
        return new Console(
                in,
                out,
                new PrintWriter(out, true, StandardCharsets.UTF_8),
                new PrintWriter(err, true, StandardCharsets.UTF_8),
                colors,
                isTerminal);
    }

    /** Returns this console without colours. */
    public Console plain() {
        return new Console(in, bytes, out, err, Colors.NONE, isTerminal);
    }

    /** Prints, on standard error, an error that has no place in a file. */
    public void error(String sentence) {
        err.println("ckms: " + label("error") + ": " + line(sentence));
    }

    /** Prints, on standard error, a warning that has no place in a file. */
    public void warning(String sentence) {
        err.println("ckms: " + label("warning") + ": " + line(sentence));
    }

    /** Returns {@code error} or {@code warning}, perhaps followed by a code, in colour if standard error shows it. */
    public String label(String word) {
        return colors.err() ? (word.startsWith("error") ? RED : YELLOW) + word + PLAIN : word;
    }

    /** Prints a line on standard output, in bold if that shows colours, to stand out among what hooks print. */
    public void say(String sentence) {
        out.println(colors.out() ? BOLD + sentence + PLAIN : sentence);
    }

    /** Returns a text from outside with blanks for its control characters, on which a terminal could act. */
    public static String line(String text) {
        return text.replaceAll("\\p{Cntrl}", " ");
    }
}
