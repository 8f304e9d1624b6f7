package ckms.model;

/** How bad the fault is that a {@link Diagnostic} tells of. */
public enum Severity {
    /** The fault must be mended before anything is done. */
    ERROR,
    /** The fault is worth knowing; the work goes on. */
    WARNING;

    /** Returns the word as it is printed. */
    public String word() {
        return this == ERROR ? "error" : "warning";
    }
}
