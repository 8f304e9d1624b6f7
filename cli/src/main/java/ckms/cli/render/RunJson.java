package ckms.cli.render;

import ckms.cli.console.Console;
import ckms.engine.reconcile.run.RunListener;
import ckms.model.plan.Step;
import ckms.model.recipe.Hook;
import ckms.model.run.StepResult;

/** Prints a run as JSON as it progresses, one object on each line; failures also on standard error. */
final class RunJson implements RunListener {
    private final JsonLines lines;
    private final Console console;

    RunJson(JsonLines lines, Console console) {
        this.lines = lines;
        this.console = console;
    }

    @Override
    public void stepStarted(Step step) {
        lines.started(step);
    }

    @Override
    public boolean hearsOutput() {
        return false;
    }

    @Override
    public void hookStarted(Step step, Hook hook) {
        lines.hookStarted(step, hook);
    }

    @Override
    public void output(Step step, byte[] bytes, int length) {}

    @Override
    public void stepEnded(StepResult result) {
        lines.ended(result);
        FailureText.print(result, console);
    }
}
