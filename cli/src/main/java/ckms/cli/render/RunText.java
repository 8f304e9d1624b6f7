package ckms.cli.render;

import ckms.cli.console.Console;
import ckms.cli.render.RunView.Detail;
import ckms.engine.reconcile.run.RunListener;
import ckms.model.plan.Plan;
import ckms.model.plan.Step;
import ckms.model.recipe.Hook;
import ckms.model.run.Outcome;
import ckms.model.run.StepResult;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Prints a run as it progresses: a line when a step begins and one when it ends; failures on standard error. */
final class RunText implements RunListener {
    /** In bytes; the rest of a longer line is not printed. */
    private static final int LONGEST_LINE = 1 << 16;

    private final Console console;
    private final int steps;
    private final Detail detail;
    private final boolean beginnings;
    private final PrintStream hooks;
    /** The beginnings of lines that hooks have not ended yet. */
    private final Map<Step, ByteArrayOutputStream> unfinished = new HashMap<>();

    private int ended;

    /**
     * Makes a printer of the run of a plan.
     *
     * @param beginnings whether a line is printed when a step begins
     */
    RunText(Console console, Plan plan, Detail detail, boolean beginnings) {
        this.console = console;
        this.steps = plan.steps().size();
        this.detail = detail;
        this.beginnings = beginnings;
        this.hooks = console.others();
    }

    @Override
    public boolean hearsOutput() {
        return detail == Detail.OUTPUT || detail == Detail.RAW_OUTPUT;
    }

    @Override
    public void stepStarted(Step step) {
        if (beginnings) {
            say("", step.id() + (step.reason().isEmpty() ? "" : ": " + step.reason()));
        }
    }

    @Override
    public void hookStarted(Step step, Hook hook) {
        hooks.flush();
        if (detail == Detail.RAW_OUTPUT) {
            say("", "hook " + hook.option());
        } else if (detail == Detail.OUTPUT) {
            console.out().println(step.subject() + ": hook " + hook.option());
        }
    }

    @Override
    public void output(Step step, byte[] bytes, int length) {
        if (detail == Detail.RAW_OUTPUT) {
            hooks.write(bytes, 0, length);
            console.bytes().flush();
        } else if (detail == Detail.OUTPUT) {
            var line = unfinished.computeIfAbsent(step, key -> new ByteArrayOutputStream());
            for (int i = 0; i < length; i++) {
                if (bytes[i] == '\n') {
                    printLine(step, line);
                } else if (line.size() < LONGEST_LINE) {
                    line.write(bytes[i]);
                }
            }
        }
    }

    private void printLine(Step step, ByteArrayOutputStream line) {
        console.out().println(step.subject() + ": " + line.toString(StandardCharsets.UTF_8));
        line.reset();
    }

    @Override
    public void stepEnded(StepResult result) {
        hooks.flush();
        Step step = result.step();
        ByteArrayOutputStream rest = unfinished.remove(step);
        if (rest != null && rest.size() > 0) {
            printLine(step, rest);
        }
        ended++;
        String what = step.id().toString();
        String count = steps > 1 ? "[" + ended + "/" + steps + "] " : "";
        if (result.outcome() instanceof Outcome.Changed changed) {
            String more = changed.detail().isEmpty() ? "" : ": " + changed.detail();
            say(count, what + " done in " + seconds(result.took()) + more);
        } else if (result.outcome() instanceof Outcome.Skipped skipped) {
            say(count, what + " skipped, since " + skipped.cause().id() + " failed");
        } else if (result.outcome() instanceof Outcome.Failed && steps > 1) {
            say(count, what + " failed");
        } else if (result.outcome() instanceof Outcome.Cancelled
                && !result.took().isZero()) {
            // Cancelled steps that did not begin get no line each: there may be many.
            say(count, what + " cancelled");
        } else if (result.outcome() instanceof Outcome.Unchanged unchanged) {
            say(count, what + " had nothing to do" + (unchanged.detail().isEmpty() ? "" : ": " + unchanged.detail()));
        }
        FailureText.print(result, console);
    }

    private void say(String count, String text) {
        if (detail == Detail.RAW_OUTPUT) {
            console.say(count + text);
        } else if (detail != Detail.FAILURES) {
            console.out().println(count + text);
        }
    }

    private static String seconds(Duration took) {
        return String.format(Locale.ROOT, "%.1f s", took.toMillis() / 1000.0);
    }
}
