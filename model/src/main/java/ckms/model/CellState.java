package ckms.model;

import java.util.Locale;

/** How far a cell has got. {@link #ADDED} belongs to the package and so to all of its cells. */
public enum CellState {
    ABSENT,
    ADDED,
    BUILT,
    INSTALLED;

    /** The word as it is written in a manifest and printed. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether this is that state or one beyond it. */
    public boolean reaches(CellState other) {
        return compareTo(other) >= 0;
    }
}
