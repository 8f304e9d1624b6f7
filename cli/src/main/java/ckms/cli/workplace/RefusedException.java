package ckms.cli.workplace;

import ckms.model.Diagnostic;
import java.util.List;

/** Ends a command before it changed anything; what to print has been said, or goes with it. */
public final class RefusedException extends Exception {
    private static final long serialVersionUID = 1;

    private final transient List<Diagnostic> diagnostics;

    /** Ends it with those errors. */
    public RefusedException(List<Diagnostic> diagnostics) {
        super(diagnostics.isEmpty() ? "" : diagnostics.get(0).sentence());
        this.diagnostics = List.copyOf(diagnostics);
    }

    /** Ends it with an error that stands in no file. */
    public RefusedException(String sentence) {
        this(List.of(Diagnostic.error("refused", sentence)));
    }

    /** The errors. */
    public List<Diagnostic> diagnostics() {
        return diagnostics;
    }
}
