package ckms.model.run;

import ckms.model.plan.Step;
import java.util.List;
import java.util.function.Predicate;

/** The result of a run: each planned step once, in the order in which the steps ended. */
public record RunReport(List<StepResult> results) {
    /** Makes a report, with a copy of the list. */
    public RunReport {
        results = List.copyOf(results);
    }

    /** Counts the steps that did something. */
    public long changed() {
        return count(Outcome.Changed.class::isInstance);
    }

    /** Counts the steps that had nothing to do. */
    public long unchanged() {
        return count(Outcome.Unchanged.class::isInstance);
    }

    /** Counts the steps that failed. */
    public long failed() {
        return count(Outcome.Failed.class::isInstance);
    }

    /** Counts the steps that did not run because another one failed. */
    public long skipped() {
        return count(Outcome.Skipped.class::isInstance);
    }

    /** Counts the steps with {@link Outcome.Cancelled}. */
    public long cancelled() {
        return count(Outcome.Cancelled.class::isInstance);
    }

    /** Says whether every step succeeded, and nothing failed afterwards. */
    public boolean succeeded() {
        return results.stream().map(StepResult::outcome).allMatch(RunReport::isGood);
    }

    /** Says whether every step {@linkplain #succeeded succeeded}, leaving out those that refresh an initramfs. */
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
