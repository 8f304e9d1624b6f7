package ckms.cli.render;

import ckms.cli.console.Console;
import ckms.model.Diagnostic;
import ckms.model.Place;
import ckms.model.VisibleText;
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
        String kind = diagnostic.severity().word();
        if (diagnostic.place().isEmpty()) {
            console.complain("ckms", kind, diagnostic.sentence());
            return;
        }
        Place place = diagnostic.place().get();
        console.complain(place.toString(), kind + "[" + diagnostic.code() + "]", diagnostic.sentence());
        if (!place.text().isBlank()) {
            String number = Integer.toString(place.line());
            console.err().println("  " + number + " | " + shown(place.text()));
            if (place.column() > 0 && place.column() <= place.text().length() + 1) {
                int before =
                        shown(place.text().substring(0, place.column() - 1)).length();
                console.err().println("  " + " ".repeat(number.length()) + " | " + " ".repeat(before) + "^");
            }
        }
    }

    /** Returns a line in which each character is as wide as the blank that stands for it above the caret. */
    private static String shown(String text) {
        return VisibleText.line(text.replace('\t', ' '));
    }
}
