package ckms.model.manifest;

import ckms.model.CellState;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a manifest may want of a cell. */
public enum WantedState {
    INSTALLED(CellState.INSTALLED),
    BUILT(CellState.BUILT),
    ADDED(CellState.ADDED),
    /** Uninstalled, cleaned, and marked so that nobody installs it. */
    DISABLED(CellState.ABSENT),
    /** Uninstalled and cleaned; the package is removed where no kernel keeps it. */
    ABSENT(CellState.ABSENT);

    private final CellState level;

    WantedState(CellState level) {
        this.level = level;
    }

    /** How far the cell is to get. */
    public CellState level() {
        return level;
    }

    /** Whether the package has to be registered for it. */
    public boolean keepsPackage() {
        return level.reaches(CellState.ADDED);
    }

    /** The word as it is written in a manifest and printed. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** All the words. */
    public static List<String> words() {
        return Arrays.stream(values()).map(WantedState::word).toList();
    }

    /** The state that a word means; empty where it means none. */
    public static Optional<WantedState> of(String word) {
        return Arrays.stream(values())
                .filter(state -> state.word().equals(word))
                .findFirst();
    }
}
