package ckms.model.plan;

import ckms.model.Cell;
import ckms.model.Place;

/**
 * A cell that cannot reach what is wanted.
 *
 * @param cause what kind of thing is in its way
 * @param reason the same as a sentence
 * @param place what in the manifest asks for it
 */
public record Blocked(Cell cell, Cause cause, String reason, Place place) {
    /** What blocks a cell. */
    public enum Cause {
        /** The host disables it with a marker; that is the host's right, and no failure. */
        DISABLED,
        /** Something that the manifest needs is missing; a failure. */
        MISSING,
        /** A kernel that a pattern happened to match has no headers; worth a warning. */
        SKIPPED
    }
}
