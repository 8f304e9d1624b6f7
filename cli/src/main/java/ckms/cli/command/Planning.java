package ckms.cli.command;

import ckms.cli.workplace.Workplace;
import ckms.engine.inputs.Inputs;
import ckms.engine.reconcile.changes.InputChanges;
import ckms.engine.reconcile.plan.Guard;
import ckms.engine.report.document.PlanDocument;
import ckms.model.Cell;
import ckms.model.plan.Plan;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * A plan, and what it was made from.
 *
 * @param desired what is wanted, and what there is
 * @param plan what is to be done
 * @param document the same for others
 * @param changes what was found out of the inputs of builds
 */
record Planning(Wanted.Read desired, Plan plan, PlanDocument document, InputChanges changes) {
    static Planning of(Workplace workplace, Wanted.Read desired, Set<Guard> unguarded)
            throws IOException, InterruptedException {
        InputChanges changes = workplace.inputChanges();
        Plan plan = workplace.plan(desired.desired(), desired.observed(), changes, unguarded);
        PlanDocument document =
                PlanDocument.of(workplace.hostDocument(), desired.desired(), unguarded, plan, desired.warnings());
        return new Planning(desired, plan, document, changes);
    }

    /** The inputs of the builds that stay, where other files or times than recorded have the same contents. */
    Map<Cell, Inputs> refreshed() {
        Map<Cell, Inputs> refreshed = new HashMap<>(changes.refreshed());
        refreshed.keySet().retainAll(Set.copyOf(plan.unchanged()));
        return refreshed;
    }
}
