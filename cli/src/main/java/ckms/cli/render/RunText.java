package ckms.cli.render;

import ckms.cli.console.Console;
import ckms.engine.run.RunListener;
import ckms.model.plan.Plan;
import ckms.model.plan.Step;
import ckms.model.recipe.Hook;
import ckms.model.run.Outcome;
import ckms.model.run.StepResult;
import java.time.Duration;
import java.util.Locale;

/** Prints how a run gets on: a line when a step begins and one when it ends; failures on standard error. */
public final class RunText implements RunListener {
    private final Console console;
    private final int steps;
    private final boolean quiet;
    private final boolean hookOutput;
    private int ended;

    /**
     * Prints the run of a plan.
     *
     * @param quiet whether only failures are printed
     * @param hookOutput whether what hooks print is shown
     */
    public RunText(Console console, Plan plan, boolean quiet, boolean hookOutput) {
        this.console = console;
        this.steps = plan.steps().size();
        this.quiet = quiet;
        this.hookOutput = hookOutput;
    }

    @Override
    public void stepStarted(Step step) {
        say(step.action() + " " + step.subject() + (step.reason().isEmpty() ? "" : ": " + step.reason()));
    }

    @Override
    public void hookStarted(Step step, Hook hook) {
        if (hookOutput) {
            say("hook " + hook.option());
        }
    }

    @Override
    public void output(Step step, byte[] bytes, int length) {
        if (hookOutput) {
            console.bytes().write(bytes, 0, length);
            console.bytes().flush();
        }
    }

    @Override
    public void stepEnded(StepResult result) {
        Step step = result.step();
        if (result.outcome() instanceof Outcome.Changed changed) {
            String detail = changed.detail().isEmpty() ? "" : ": " + changed.detail();
            say(step.action() + " " + step.subject() + " done in " + seconds(result.took()) + detail);
        } else if (result.outcome() instanceof Outcome.Skipped skipped) {
            say(step.action() + " " + step.subject() + " skipped, since "
                    + skipped.cause().action() + " " + skipped.cause().subject() + " failed");
        } else if (result.outcome() instanceof Outcome.Cancelled) {
            say(step.action() + " " + step.subject() + " cancelled");
        } else if (result.outcome() instanceof Outcome.Unchanged unchanged) {
            say(step.action() + " " + step.subject() + " not needed"
                    + (unchanged.detail().isEmpty() ? "" : ": " + unchanged.detail()));
        }
        FailureText.print(result, console);
        ended++;
    }

    private void say(String text) {
        if (!quiet) {
            console.say((steps > 1 ? "[" + (ended + 1) + "/" + steps + "] " : "") + text);
        }
    }

    private static String seconds(Duration took) {
        return String.format(Locale.ROOT, "%.1f s", took.toMillis() / 1000.0);
    }
}
