package ckms.model.plan;

import ckms.model.Cell;
import ckms.model.Place;
import java.util.Optional;

/**
 * A cell that can't reach the state that is wanted.
 *
 * @param cause the kind of obstacle
 * @param reason the obstacle as a sentence
 * @param place the place in the manifest that asks for the cell; empty if no place asks for it
 */
public record Blocked(Cell cell, Cause cause, String reason, Optional<Place> place) {
    /** The kind of obstacle that blocks a cell. */
    public enum Cause {
        /** A marker on the host, which is not the manifest's own, disables the cell; this is no failure. */
        DISABLED,
        /** Something that the manifest needs is missing; this is a failure. */
        MISSING,
        /** The build failed, and would fail again as its inputs are the same; this is a failure. */
        FAILED,
        /** A record of what is installed can't be read, so nothing is changed of it; this is a failure. */
        UNREADABLE,
        /** What was interrupted of it can't be finished or undone; this is a failure. */
        UNSETTLED,
        /** A kernel that only a pattern of the manifest matches has no headers; this is worth a warning. */
        SKIPPED,
        /** Prune would remove the cell, but only if an option allows it; this is a failure. */
        GUARDED,
        /** Prune would remove the cell, but its package is protected; this is no failure. */
        PROTECTED;

        /** Says whether the run fails because of the obstacle. */
        public boolean isFailure() {
            return this == MISSING || this == GUARDED || this == FAILED || this == UNREADABLE || this == UNSETTLED;
        }
    }
}
