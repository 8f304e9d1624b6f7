package ckms.cli.render;

import ckms.cli.console.Console;
import ckms.cli.console.LiveFooter;
import ckms.engine.reconcile.run.RunListener;
import ckms.model.plan.Step;
import ckms.model.recipe.Hook;
import ckms.model.run.StepResult;

/** Shows a run on a terminal as it progresses: a line for each step that ended, and a footer with those that run. */
final class LiveRun implements RunListener, AutoCloseable {
    private final RunText transcript;
    private final RunProgress progress;
    private final LiveFooter footer;

    LiveRun(Console console, RunText transcript, RunProgress progress) {
        this.transcript = transcript;
        this.progress = progress;
        this.footer = new LiveFooter(console.out(), progress::lines);
    }

    @Override
    public boolean hearsOutput() {
        return false;
    }

    @Override
    public void stepStarted(Step step) {
        progress.started(step);
    }

    @Override
    public void hookStarted(Step step, Hook hook) {}

    @Override
    public void output(Step step, byte[] bytes, int length) {}

    @Override
    public void stepEnded(StepResult result) {
        progress.ended(result);
        footer.above(() -> transcript.stepEnded(result));
    }

    @Override
    public void close() {
        footer.close();
    }
}
