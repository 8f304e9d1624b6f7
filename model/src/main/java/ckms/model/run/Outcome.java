package ckms.model.run;

import ckms.model.plan.Step;
import java.util.List;

/** How a step ended. */
public sealed interface Outcome {
    /**
     * It did what it is for.
     *
     * @param detail worth a line
     * @param afterwards what failed after it was done, such as a hook: what waits for the step may run, the run is no
     *     success
     */
    record Changed(String detail, List<Failure> afterwards) implements Outcome {
        public Changed {
            afterwards = List.copyOf(afterwards);
        }

        /** Nothing failed. */
        public Changed(String detail) {
            this(detail, List.of());
        }
    }

    /** There was nothing to do. */
    record Unchanged(String detail) implements Outcome {}

    /** It failed; what was there before is as it was. */
    record Failed(Failure failure) implements Outcome {}

    /** It did not run, since what it waits for failed; {@code cause} is the step that failed first. */
    record Skipped(Step cause) implements Outcome {}

    /** It did not run, since the run was interrupted. */
    record Cancelled() implements Outcome {}

    /** A failure in one sentence. */
    static Outcome failed(String sentence) {
        return new Failed(Failure.of(sentence));
    }
}
