package ckms.engine.reconcile.plan;

import ckms.engine.reconcile.observe.Observed;
import ckms.model.Cell;
import ckms.model.plan.Finalizer;
import java.util.Map;
import java.util.Set;

/**
 * What a plan starts from.
 *
 * @param observed what there is on the host
 * @param changes the cells of whose build an input changed, each with a text that names the input
 * @param failing the cells whose build failed in the compiler and whose inputs have not changed since, each with the
 *     error
 * @param finalizers what is brought up to date after modules change
 * @param unguarded the guards that are turned off
 */
public record Situation(
        Observed observed,
        Map<Cell, String> changes,
        Map<Cell, String> failing,
        Set<Finalizer> finalizers,
        Set<Guard> unguarded) {
    /** Makes a situation with copies of its collections. */
    public Situation {
        changes = Map.copyOf(changes);
        failing = Map.copyOf(failing);
        finalizers = Set.copyOf(finalizers);
        unguarded = Set.copyOf(unguarded);
    }
}
