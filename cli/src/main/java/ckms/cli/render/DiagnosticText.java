package ckms.cli.render;

import ckms.model.Diagnostic;
import ckms.model.Place;
import java.io.PrintWriter;

/** Prints diagnostics: where, what and, with a caret, the place in the line. */
public final class DiagnosticText {
    private DiagnosticText() {}

    /** Prints one. */
    public static void print(Diagnostic diagnostic, PrintWriter out) {
        String kind = diagnostic.severity().word();
        if (diagnostic.place().isEmpty()) {
            out.println("ckms: " + kind + ": " + diagnostic.sentence());
            return;
        }
        Place place = diagnostic.place().get();
        out.println(place + ": " + kind + "[" + diagnostic.code() + "]: " + diagnostic.sentence());
        if (!place.text().isBlank()) {
            String number = Integer.toString(place.line());
            out.println("  " + number + " | " + printable(place.text()));
            if (place.column() > 0 && place.column() <= place.text().length() + 1) {
                out.println("  " + " ".repeat(number.length()) + " | " + " ".repeat(place.column() - 1) + "^");
            }
        }
    }

    /** Tabs and control characters take one column, so that the caret stands right and no terminal is misled. */
    private static String printable(String line) {
        return line.replaceAll("\\p{Cntrl}", " ");
    }
}
