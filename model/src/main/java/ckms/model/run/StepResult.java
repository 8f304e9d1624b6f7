package ckms.model.run;

import ckms.model.plan.Step;
import java.time.Duration;

/**
 * A step, how it ended, and how long it took.
 *
 * @param took the time it took; zero if it did not run
 */
public record StepResult(Step step, Outcome outcome, Duration took) {}
