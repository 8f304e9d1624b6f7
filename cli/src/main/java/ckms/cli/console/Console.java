package ckms.cli.console;

import java.io.InputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/**
 * Where a command reads and prints.
 *
 * @param in standard input
 * @param bytes standard output, for what hooks print
 * @param out standard output, for text
 * @param err standard error
 * @param colors where colours are wanted
 * @param isTerminal whether standard output is a terminal on which lines can be drawn anew
 */
public record Console(
        InputStream in, PrintStream bytes, PrintWriter out, PrintWriter err, Colors colors, boolean isTerminal) {
    /** Of the program. */
    public static final String VERSION = "0.1.0";

    private static final String BOLD = "\u001b[1m";
    private static final String RED = "\u001b[1;31m";
    private static final String YELLOW = "\u001b[1;33m";
    private static final String PLAIN = "\u001b[m";

    /**
     * Which of the streams can show colours.
     *
     * @param out whether standard output is a terminal
     * @param err whether standard error is one
     */
    public record Colors(boolean out, boolean err) {
        /** None. */
        public static final Colors NONE = new Colors(false, false);
    }

    /** On those streams, as UTF-8. */
    public static Console of(InputStream in, PrintStream out, PrintStream err, Colors colors, boolean isTerminal) {
        return new Console(
                in,
                out,
                new PrintWriter(out, true, StandardCharsets.UTF_8),
                new PrintWriter(err, true, StandardCharsets.UTF_8),
                colors,
                isTerminal);
    }

    /** The same without colours. */
    public Console plain() {
        return new Console(in, bytes, out, err, Colors.NONE, isTerminal);
    }

    /** Prints an error that stands in no file. */
    public void error(String sentence) {
        err.println("ckms: " + label("error") + ": " + line(sentence));
    }

    /** Prints a warning that stands in no file. */
    public void warning(String sentence) {
        err.println("ckms: " + label("warning") + ": " + line(sentence));
    }

    /** {@code error} or {@code warning}, perhaps with a code, as it stands out on standard error. */
    public String label(String word) {
        return colors.err() ? (word.startsWith("error") ? RED : YELLOW) + word + PLAIN : word;
    }

    /** Prints a line that stands out among what hooks print. */
    public void say(String sentence) {
        out.println(colors.out() ? BOLD + sentence + PLAIN : sentence);
    }

    /** A text of somebody else's on one line, with nothing in it that a terminal would act on. */
    public static String line(String text) {
        return text.replaceAll("\\p{Cntrl}", " ");
    }
}
