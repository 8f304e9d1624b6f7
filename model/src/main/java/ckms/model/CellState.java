package ckms.model;

import java.util.Locale;

/** How far a cell has got, in rising order. */
public enum CellState {
    /** The package is not registered. */
    ABSENT,
    /** The package is registered; this holds for all of its cells. */
    ADDED,
    /** The package is built for the kernel. */
    BUILT,
    /** The modules of the package are installed for the kernel. */
    INSTALLED;

    /** Returns the word as it is written in a manifest and printed. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Says whether this state is the other one, or beyond it. */
    public boolean reaches(CellState other) {
        return compareTo(other) >= 0;
    }
}
