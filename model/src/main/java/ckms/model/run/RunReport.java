package ckms.model.run;

import ckms.model.plan.Step;
import java.util.List;
import java.util.function.Predicate;

/** What a run did: each planned step once, in the order in which they ended. */
public record RunReport(List<StepResult> results) {
    public RunReport {
        results = List.copyOf(results);
    }

    /** How many steps did something. */
    public long changed() {
        return count(Outcome.Changed.class::isInstance);
    }

    /** How many steps found nothing to do. */
    public long unchanged() {
        return count(Outcome.Unchanged.class::isInstance);
    }

    /** How many steps failed. */
    public long failed() {
        return count(Outcome.Failed.class::isInstance);
    }

    /** How many steps did not run because another failed. */
    public long skipped() {
        return count(Outcome.Skipped.class::isInstance);
    }

    /** How many steps did not run because the run was interrupted. */
    public long cancelled() {
        return count(Outcome.Cancelled.class::isInstance);
    }

    /** Whether every step ended well. */
    public boolean succeeded() {
        return results.stream().map(StepResult::outcome).allMatch(RunReport::isGood);
    }

    /** Whether every step ended well, but perhaps those that refresh an initramfs. */
    public boolean succeededButForInitramfs() {
        return results.stream()
                .filter(result -> !(result.step() instanceof Step.RefreshInitramfs))
                .map(StepResult::outcome)
                .allMatch(RunReport::isGood);
    }

    private static boolean isGood(Outcome outcome) {
        return outcome instanceof Outcome.Unchanged
                || (outcome instanceof Outcome.Changed changed
                        && changed.afterwards().isEmpty());
    }

    private long count(Predicate<Outcome> which) {
        return results.stream().map(StepResult::outcome).filter(which).count();
    }
}
