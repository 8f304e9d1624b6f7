package ckms.engine.store;

import java.util.List;
import java.util.stream.Stream;

/**
 * What a writer made of what earlier writers were interrupted in.
 *
 * @param settled how much was finished or undone
 * @param told what could not be finished, undone or put back, a sentence each
 */
public record Settlement(int settled, List<String> told) {
    /** Nothing was interrupted. */
    public static final Settlement NONE = new Settlement(0, List.of());

    /** Makes a settlement with a copy of the list. */
    public Settlement {
        told = List.copyOf(told);
    }

    /** Returns this settlement and another as one. */
    public Settlement and(Settlement other) {
        return new Settlement(
                settled + other.settled,
                Stream.concat(told.stream(), other.told.stream()).toList());
    }
}
