package ckms.cli.console;

import ckms.model.Diagnostic;
import ckms.model.Parsed;
import java.util.List;

/** Ends a command before it changed anything; what to print has been said, or goes with it. */
public final class RefusedException extends Exception {
    private static final long serialVersionUID = 1;

    private final transient List<Diagnostic> diagnostics;

    /** Ends a command with those errors. */
    public RefusedException(List<Diagnostic> diagnostics) {
        super(diagnostics.isEmpty() ? "" : diagnostics.get(0).sentence());
        this.diagnostics = List.copyOf(diagnostics);
    }

    /** Ends a command with an error that stands in no file. */
    public RefusedException(String sentence) {
        this(List.of(Diagnostic.error("refused", sentence)));
    }

    /**
     * Takes what is good.
     *
     * @throws RefusedException where it is not, with all that is wrong
     */
    public static <T> T unlessGood(Parsed<T> parsed) throws RefusedException {
        if (parsed instanceof Parsed.Valid<T> valid) {
            return valid.value();
        }
        throw new RefusedException(parsed.diagnostics());
    }

    /** Gives what is to be printed. */
    public List<Diagnostic> diagnostics() {
        return diagnostics;
    }
}
