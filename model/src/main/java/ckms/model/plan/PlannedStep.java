package ckms.model.plan;

import java.util.List;

/**
 * A step of a plan, and the steps that it waits for.
 *
 * @param after the steps that must have succeeded, all of them earlier in the plan; a step is left out if another one
 *     in the list waits for it
 */
public record PlannedStep(Step step, List<Step> after) {
    /** Makes a planned step, with a copy of the list. */
    public PlannedStep {
        after = List.copyOf(after);
    }
}
