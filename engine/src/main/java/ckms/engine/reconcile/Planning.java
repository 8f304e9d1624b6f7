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
 * @param place where it is for
 * @param desired what is wanted
 * @param observed what there is
 * @param changes what was found out of the inputs of builds
 * @param unguarded what the plan was told to do all the same
 * @param plan what is to be done
 * @param warnings what was said of the manifests
 */
public record Planning(
        Place place,
        Desired desired,
        Observed observed,
        InputChanges changes,
        Set<Guard> unguarded,
        Plan plan,
        List<Diagnostic> warnings) {
    public Planning {
        unguarded = Set.copyOf(unguarded);
        warnings = List.copyOf(warnings);
    }

    /**
     * Where plans are for.
     *
     * @param root the root file system
     * @param state the state directory's path
     * @param destdir below which modules are installed
     */
    public record Place(Path root, Path state, Path destdir) {}

    /** Gives the inputs of the builds that stay, where other files or times than recorded have the same contents. */
    Map<Cell, Inputs> refreshed() {
        Map<Cell, Inputs> refreshed = new HashMap<>(changes.refreshed());
        refreshed.keySet().retainAll(Set.copyOf(plan.unchanged()));
        return refreshed;
    }
}
