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
 */
public record Console(InputStream in, PrintStream bytes, PrintWriter out, PrintWriter err) {
    /** On those streams, as UTF-8. */
    public static Console of(InputStream in, PrintStream out, PrintStream err) {
        return new Console(
                in,
                out,
                new PrintWriter(out, true, StandardCharsets.UTF_8),
                new PrintWriter(err, true, StandardCharsets.UTF_8));
    }

    /** Prints an error that stands in no file. */
    public void error(String sentence) {
        err.println("ckms: error: " + line(sentence));
    }

    /** Prints a warning that stands in no file. */
    public void warning(String sentence) {
        err.println("ckms: warning: " + line(sentence));
    }

    /** A text of somebody else's on one line, with nothing in it that a terminal would act on. */
    public static String line(String text) {
        return text.replaceAll("\\p{Cntrl}", " ");
    }
}
