package ckms.engine.reconcile.run;

import ckms.model.plan.Step;
import ckms.model.recipe.Hook;
import ckms.model.run.StepResult;

/** Calls a listener from one thread at a time, though steps run side by side. */
final class OneAtATime implements RunListener {
    private final RunListener listener;

    OneAtATime(RunListener listener) {
        this.listener = listener;
    }

    @Override
    public boolean hearsOutput() {
        return listener.hearsOutput();
    }

    @Override
    public synchronized void stepStarted(Step step) {
        listener.stepStarted(step);
    }

    @Override
    public synchronized void hookStarted(Step step, Hook hook) {
        listener.hookStarted(step, hook);
    }

    @Override
    public synchronized void output(Step step, byte[] bytes, int length) {
        listener.output(step, bytes, length);
    }

    @Override
    public synchronized void stepEnded(StepResult result) {
        listener.stepEnded(result);
    }
}
