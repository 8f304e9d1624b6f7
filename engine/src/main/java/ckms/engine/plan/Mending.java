package ckms.engine.plan;

import ckms.engine.observe.Observed;
import ckms.model.plan.Plan;
import ckms.model.plan.PlannedStep;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Plans what can be mended without a question: what did not run after a kernel's modules changed. */
public final class Mending {
    private Mending() {}

    /** The plan. */
    public static Plan plan(Observed observed) {
        var finalizing = new Finalizing(observed, Set.of());
        List<PlannedStep> steps = new ArrayList<>();
        new TreeSet<>(observed.unfinished().keySet())
                .forEach(kernel -> steps.addAll(finalizing.after(kernel, List.of(), List.of(), List.of())));
        return new Plan(steps, List.of(), List.of(), List.of(), List.of());
    }
}
