package ckms.engine.reconcile.run;

import ckms.model.plan.Step;
import ckms.model.recipe.Hook;
import ckms.model.run.StepResult;

/** Hears how a run gets on. */
public interface RunListener {
    /** A step begins. */
    void stepStarted(Step step);

    /** A hook of the step begins. */
    void hookStarted(Step step, Hook hook);

    /** Whether anybody hears what hooks print. */
    default boolean hearsOutput() {
        return true;
    }

    /** A hook of the step printed something; the bytes are only good until this returns. */
    void output(Step step, byte[] bytes, int length);

    /** A step ended, or will not run. */
    void stepEnded(StepResult result);
}
