package ckms.model.plan;

import java.util.List;

/**
 * A step and what it waits for.
 *
 * @param after the steps that must have succeeded, all of them earlier in the plan; only those that no other one implies
 */
public record PlannedStep(Step step, List<Step> after) {
    public PlannedStep {
        after = List.copyOf(after);
    }
}
