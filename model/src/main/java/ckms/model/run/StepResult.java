package ckms.model.run;

import ckms.model.plan.Step;
import java.time.Duration;

/**
 * A step and how it ended.
 *
 * @param took zero where it did not run
 */
public record StepResult(Step step, Outcome outcome, Duration took) {}
