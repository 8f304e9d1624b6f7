package ckms.cli.render;

import ckms.model.plan.Step;
import ckms.model.run.Failure;
import ckms.model.run.Outcome;
import java.util.List;
import java.util.Optional;

/** The outcome of a step in the parts that are printed. */
record Ending(Outcome outcome) {
    String word() {
        if (outcome instanceof Outcome.Changed) {
            return "changed";
        }
        if (outcome instanceof Outcome.Failed) {
            return "failed";
        }
        if (outcome instanceof Outcome.Skipped) {
            return "skipped";
        }
        if (outcome instanceof Outcome.Cancelled) {
            return "cancelled";
        }
        if (outcome instanceof Outcome.Unchanged) {
            return "unchanged";
        }
        throw new IllegalArgumentException("there is no word for " + outcome);
    }

    String detail() {
        if (outcome instanceof Outcome.Changed changed) {
            return changed.detail();
        }
        return outcome instanceof Outcome.Unchanged unchanged ? unchanged.detail() : "";
    }

    Optional<Failure> failure() {
        return outcome instanceof Outcome.Failed failed ? Optional.of(failed.failure()) : Optional.empty();
    }

    List<Failure> afterwards() {
        return outcome instanceof Outcome.Changed changed ? changed.afterwards() : List.of();
    }

    Optional<Step> cause() {
        return outcome instanceof Outcome.Skipped skipped ? Optional.of(skipped.cause()) : Optional.empty();
    }
}
