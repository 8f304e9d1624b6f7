package ckms.engine.reconcile;

import ckms.engine.inputs.Inputs;
import ckms.engine.reconcile.changes.InputChanges;
import ckms.engine.reconcile.desired.Desired;
import ckms.engine.reconcile.observe.Observed;
import ckms.engine.reconcile.plan.Guard;
import ckms.model.Cell;
import ckms.model.Diagnostic;
import ckms.model.plan.Plan;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A plan, and what it was made from.
 *
 * @param place the places on the host that the plan is for
 * @param desired what the manifests want
 * @param observed what there is on the host
 * @param changes which inputs of builds changed
 * @param unguarded the guards that were turned off
 * @param plan the plan itself
 * @param warnings the warnings about the manifests
 */
public record Planning(
        Place place,
        Desired desired,
        Observed observed,
        InputChanges changes,
        Set<Guard> unguarded,
        Plan plan,
        List<Diagnostic> warnings) {
    /** Makes a planning with copies of its guards and warnings. */
    public Planning {
        unguarded = Set.copyOf(unguarded);
        warnings = List.copyOf(warnings);
    }

    /**
     * The places on a host that a plan is for.
     *
     * @param root the root file system
     * @param state the state directory
     * @param destdir the folder below which modules are installed
     */
    public record Place(Path root, Path state, Path destdir) {}

    /**
     * Returns the {@linkplain InputChanges#refreshed refreshed inputs} of those builds that the plan leaves as they
     * are.
     */
    Map<Cell, Inputs> refreshed() {
        Map<Cell, Inputs> refreshed = new HashMap<>(changes.refreshed());
        refreshed.keySet().retainAll(Set.copyOf(plan.unchanged()));
        return refreshed;
    }
}
