package ckms.engine.reconcile.plan;

import ckms.engine.reconcile.observe.Observed;
import ckms.model.Cell;
import ckms.model.plan.Finalizer;
import java.util.Map;
import java.util.Set;

/**
 * What a plan starts from.
 *
 * @param observed what there is
 * @param changes the builds of which an input changed, and which one
 * @param failing the builds that failed in the compiler, and of which no input has changed since, with the first error
 * @param finalizers what is to be brought up to date where modules changed
 * @param unguarded what prune may do all the same
 */
public record Situation(
        Observed observed,
        Map<Cell, String> changes,
        Map<Cell, String> failing,
        Set<Finalizer> finalizers,
        Set<Guard> unguarded) {
    public Situation {
        changes = Map.copyOf(changes);
        failing = Map.copyOf(failing);
        finalizers = Set.copyOf(finalizers);
        unguarded = Set.copyOf(unguarded);
    }
}
