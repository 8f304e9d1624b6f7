package ckms.model;

/** How bad what a {@link Diagnostic} tells is. */
public enum Severity {
    /** Nothing is done while it stands. */
    ERROR,
    /** Worth knowing; the work goes on. */
    WARNING;

    /** The word as it is printed. */
    public String word() {
        return this == ERROR ? "error" : "warning";
    }
}
