package ckms.model.run;

import ckms.model.plan.Step;
import java.util.List;

/** How a step ended. */
public sealed interface Outcome {
    /**
     * It did what it is for.
     *
     * @param effect by which means
     * @param detail worth a line
     * @param afterwards what failed after it was done, such as a hook: what waits for the step may run, the run is no
     *     success
     */
    record Changed(Effect effect, String detail, List<Failure> afterwards) implements Outcome {
        public Changed {
            afterwards = List.copyOf(afterwards);
        }

        /** Tells more of it. */
        public Changed with(String more) {
            return new Changed(effect, more, afterwards);
        }
    }

    /** By which means a step did what it is for. */
    enum Effect {
        /** Just as its action says. */
        DONE,
        /** A build went through its hooks. */
        COMPILED,
        /** What was built from the same before was brought back. */
        RESTORED
    }

    /** There was nothing to do. */
    record Unchanged(String detail) implements Outcome {}

    /** It failed; what was there before is as it was. */
    record Failed(Failure failure) implements Outcome {}

    /** It did not run, since what it waits for failed; {@code cause} is the step that failed first. */
    record Skipped(Step cause) implements Outcome {}

    /** It did not run, since the run was interrupted. */
    record Cancelled() implements Outcome {}

    /** It is done, and there is no more to say. */
    static Changed done() {
        return done("");
    }

    /** It is done; {@code detail} is worth a line. */
    static Changed done(String detail) {
        return new Changed(Effect.DONE, detail, List.of());
    }

    /** It failed for a reason that has no kind. */
    static Outcome failed(String sentence) {
        return new Failed(Failure.of(sentence));
    }

    /** What failed after it was done, or could be left undone, is noted with it. */
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
