package ckms.model.run;

import ckms.model.plan.Step;
import java.util.List;

/** The way a step ended. */
public sealed interface Outcome {
    /**
     * The outcome of a step that did its work.
     *
     * @param effect how it did the work
     * @param detail a line for the user; empty if there is none
     * @param afterwards what failed after the work was done, such as a hook; steps that wait for this one may still
     *     run, but the run is no success
     */
    record Changed(Effect effect, String detail, List<Failure> afterwards) implements Outcome {
        /** Makes the outcome, with a copy of the list. */
        public Changed {
            afterwards = List.copyOf(afterwards);
        }

        /** Makes this outcome with another detail. */
        public Changed with(String more) {
            return new Changed(effect, more, afterwards);
        }
    }

    /** How a step did its work. */
    enum Effect {
        /** The step did what its action says. */
        DONE,
        /** A build ran its hooks. */
        COMPILED,
        /** An earlier build from the same inputs was brought back. */
        RESTORED
    }

    /** The outcome of a step that had nothing to do. */
    record Unchanged(String detail) implements Outcome {}

    /** The outcome of a step that failed, with the reason. */
    record Failed(Failure failure) implements Outcome {}

    /**
     * The outcome of a step that did not run because a step before it failed.
     *
     * @param cause the step that failed first
     */
    record Skipped(Step cause) implements Outcome {}

    /** The outcome of a step that did not run, or was ended, because the run was interrupted or stops at failures. */
    record Cancelled() implements Outcome {}

    /** Makes the outcome of a step that did its work and has nothing to tell. */
    static Changed done() {
        return done("");
    }

    /**
     * Makes the outcome of a step that did its work.
     *
     * @param detail a line for the user
     */
    static Changed done(String detail) {
        return new Changed(Effect.DONE, detail, List.of());
    }

    /** Makes the outcome of a step that failed for a reason of {@link FailureKind#OTHER}. */
    static Outcome failed(String sentence) {
        return new Failed(Failure.of(sentence));
    }

    /**
     * Returns this outcome with failures that came after the work was done. They take the place of earlier ones.
     *
     * @return a {@link Changed} with the failures; this outcome if there are none, or if the step did not succeed
     */
    default Outcome followedBy(List<Failure> failures) {
        if (failures.isEmpty()) {
            return this;
        }
        if (this instanceof Changed changed) {
            return new Changed(changed.effect, changed.detail, failures);
        }
        return this instanceof Unchanged unchanged ? new Changed(Effect.DONE, unchanged.detail, failures) : this;
    }
}
