package ckms.engine.reconcile.run;

import ckms.model.plan.Step;
import ckms.model.run.Outcome;
import java.io.IOException;

/** Does single steps; may be asked by several threads. */
public interface Performer {
    /** Whether a step uses all jobs that it is given; another one is given one, and is lent what is left over. */
    default boolean countsJobs(Step step) {
        return false;
    }

    /** Lends that many jobs, from now on, to steps that count none. */
    default void lend(int jobs) throws IOException {}

    /** Whether an earlier run left that for this one to do, whatever becomes of the rest. */
    default boolean isDue(Step.OnKernel step) {
        return false;
    }

    /**
     * Does one step; what is expected to go wrong is an outcome, not an exception.
     *
     * @param jobs how many jobs it is given
     */
    Outcome perform(Step step, int jobs, RunListener listener) throws IOException, InterruptedException;
}
