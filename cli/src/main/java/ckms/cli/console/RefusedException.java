package ckms.cli.console;

import ckms.model.Diagnostic;
import ckms.model.Parsed;
import java.util.List;

/** Ends a command before it changes anything; carries the errors to print. */
public final class RefusedException extends Exception {
    private static final long serialVersionUID = 1;

    private final transient List<Diagnostic> diagnostics;

    /** Makes a refusal with some errors. */
    public RefusedException(List<Diagnostic> diagnostics) {
        super(diagnostics.isEmpty() ? "" : diagnostics.get(0).sentence());
        this.diagnostics = List.copyOf(diagnostics);
    }

    /** Makes a refusal with one error that has no place in a file. */
    public RefusedException(String sentence) {
        this(List.of(Diagnostic.error("refused", sentence)));
    }

    /**
     * Returns the value that a text stands for.
     *
     * @throws RefusedException if the text has errors, with all of its diagnostics
     */
    public static <T> T unlessGood(Parsed<T> parsed) throws RefusedException {
        if (parsed instanceof Parsed.Valid<T> valid) {
            return valid.value();
        }
        throw new RefusedException(parsed.diagnostics());
    }

    /** Returns the diagnostics to print. */
    public List<Diagnostic> diagnostics() {
        return diagnostics;
    }
}
