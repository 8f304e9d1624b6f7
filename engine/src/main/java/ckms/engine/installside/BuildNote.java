package ckms.engine.installside;

import ckms.model.Cell;
import java.util.Map;

/**
 * What root heard of a build when it was done.
 *
 * @param modules the digests of its modules, by their files' paths below the folder of what was built
 * @param signed whether root signed them
 */
public record BuildNote(Cell cell, Map<String, String> modules, boolean signed) {
    /** Makes a note with a copy of the digests. */
    public BuildNote {
        modules = Map.copyOf(modules);
    }
}
