package ckms.model.manifest;

import ckms.model.CellState;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A state that a manifest may want for a cell, a package on one kernel. */
public enum WantedState {
    INSTALLED(CellState.INSTALLED),
    BUILT(CellState.BUILT),
    ADDED(CellState.ADDED),
    /** Uninstalled, cleaned, and marked so that nothing installs it. */
    DISABLED(CellState.ABSENT),
    /** Uninstalled and cleaned; the package is removed if no kernel keeps it. */
    ABSENT(CellState.ABSENT);

    private final CellState level;

    WantedState(CellState level) {
        this.level = level;
    }

    /** Returns the state that the cell should reach. */
    public CellState level() {
        return level;
    }

    /** Says whether the package has to be registered for this state. */
    public boolean keepsPackage() {
        return level.reaches(CellState.ADDED);
    }

    /** Returns the word for the state, as it is written in a manifest and printed. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Lists the words of all states. */
    public static List<String> words() {
        return Arrays.stream(values()).map(WantedState::word).toList();
    }

    /** Returns the state that a word means; empty if the word means none. */
    public static Optional<WantedState> of(String word) {
        return Arrays.stream(values())
                .filter(state -> state.word().equals(word))
                .findFirst();
    }
}
