package ckms.cli.render;

import ckms.cli.console.Console;
import ckms.model.Diagnostic;
import ckms.model.Place;
import java.io.PrintWriter;
import java.util.List;

/** Prints diagnostics on standard error: the place, the sentence, and the line with a caret below the column. */
public final class DiagnosticText {
    private static final int MOST = 100;

    private DiagnosticText() {}

    /** Prints diagnostics; of more than 100 only the first 100, since nobody reads more. */
    public static void printAll(List<Diagnostic> diagnostics, Console console) {
        diagnostics.stream().limit(MOST).forEach(diagnostic -> print(diagnostic, console));
        if (diagnostics.size() > MOST) {
            console.error("and " + (diagnostics.size() - MOST) + " more; mend these first");
        }
    }

    /** Prints one diagnostic. */
    public static void print(Diagnostic diagnostic, Console console) {
        PrintWriter out = console.err();
        String kind = diagnostic.severity().word();
        if (diagnostic.place().isEmpty()) {
            out.println("ckms: " + console.label(kind) + ": " + Console.line(diagnostic.sentence()));
            return;
        }
        Place place = diagnostic.place().get();
        out.println(place + ": " + console.label(kind + "[" + diagnostic.code() + "]") + ": "
                + Console.line(diagnostic.sentence()));
        if (!place.text().isBlank()) {
            String number = Integer.toString(place.line());
            out.println("  " + number + " | " + Console.line(place.text()));
            if (place.column() > 0 && place.column() <= place.text().length() + 1) {
                out.println("  " + " ".repeat(number.length()) + " | " + " ".repeat(place.column() - 1) + "^");
            }
        }
    }
}
