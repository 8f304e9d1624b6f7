package ckms.engine.buildside;

import ckms.model.run.Outcome;
import java.util.Map;

/**
 * What came of a build.
 *
 * @param outcome how it ended
 * @param modules the digests of the modules that are built now, by their files' paths below the folder of what was
 *     built; none if it failed
 */
public record Built(Outcome outcome, Map<String, String> modules) {
    /**
     * Makes a result with a copy of the digests.
     *
     * @throws IllegalArgumentException if no build ends so
     */
    public Built {
        modules = Map.copyOf(modules);
        if (modules.isEmpty() ? !(outcome instanceof Outcome.Failed) : !(outcome instanceof Outcome.Changed)) {
            throw new IllegalArgumentException("a build ends with modules or with a failure");
        }
    }

    /** Makes the result of a build that failed. */
    static Built failed(Outcome failed) {
        return new Built(failed, Map.of());
    }
}
