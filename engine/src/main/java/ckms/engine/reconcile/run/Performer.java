package ckms.engine.reconcile.run;

import ckms.model.plan.Step;
import ckms.model.run.Outcome;
import java.io.IOException;

/** Does single steps of a plan; several threads may call it. */
public interface Performer {
    /** Says whether a step uses all jobs that it is given. Any other step is given one job, and is lent free ones. */
    default boolean countsJobs(Step step) {
        return false;
    }

    /**
     * Lends a number of jobs, from then on, to the steps that count none.
     *
     * @param jobs how many, in place of how many were lent before
     * @throws IOException if the steps can't be told
     */
    default void lend(int jobs) throws IOException {}

    /** Says whether an earlier run left a step undone, so that it runs even if other steps on its kernel fail. */
    default boolean isDue(Step.OnKernel step) {
        return false;
    }

    /**
     * Does one step. An expected failure is an outcome, not an exception.
     *
     * @param jobs how many jobs the step is given
     * @return how the step ended
     * @throws IOException if a file can't be read or written
     * @throws InterruptedException if the thread is interrupted before the step is done
     */
    Outcome perform(Step step, int jobs, RunListener listener) throws IOException, InterruptedException;
}
