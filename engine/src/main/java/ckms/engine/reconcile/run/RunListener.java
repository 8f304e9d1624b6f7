package ckms.engine.reconcile.run;

import ckms.model.plan.Step;
import ckms.model.recipe.Hook;
import ckms.model.run.StepResult;

/** A listener that is told how a run proceeds. */
public interface RunListener {
    /** Hears that a step begins. */
    void stepStarted(Step step);

    /** Hears that a hook of a step begins. */
    void hookStarted(Step step, Hook hook);

    /** Says whether {@link #output} does anything with what hooks print. */
    default boolean hearsOutput() {
        return true;
    }

    /**
     * Hears what a hook of a step printed.
     *
     * @param bytes what was printed; they are only good until this returns
     * @param length how many of the bytes were printed, from the first on
     */
    void output(Step step, byte[] bytes, int length);

    /** Hears that a step ended, or will not run. */
    void stepEnded(StepResult result);
}
