package ckms.model.plan;

import ckms.model.Cell;
import ckms.model.Place;
import java.util.Optional;

/**
 * A cell that cannot reach what is wanted.
 *
 * @param cause what kind of thing is in its way
 * @param reason the same as a sentence
 * @param place what in the manifest asks for it; empty where nothing does any more
 */
public record Blocked(Cell cell, Cause cause, String reason, Optional<Place> place) {
    /** What blocks a cell. */
    public enum Cause {
        /** The host disables it with a marker; that is the host's right, and no failure. */
        DISABLED,
        /** Something that the manifest needs is missing; a failure. */
        MISSING,
        /** Its build failed in the compiler, and would again; a failure. */
        FAILED,
        /** A kernel that a pattern happened to match has no headers; worth a warning. */
        SKIPPED,
        /** Prune would remove it, and does that only when it is told to with an option; a failure. */
        GUARDED,
        /** Prune would remove it, but the manifest protects it. */
        PROTECTED;

        /** Whether not everything that is wanted is reached on its account. */
        public boolean isFailure() {
            return this == MISSING || this == GUARDED || this == FAILED;
        }
    }
}
