package ckms.cli.render;

import ckms.cli.console.Console;
import ckms.model.plan.Step;
import ckms.model.plan.Subject;
import ckms.model.run.Failure;
import ckms.model.run.Outcome;
import ckms.model.run.StepResult;

/** Prints on standard error what failed in a step. */
final class FailureText {
    private FailureText() {}

    static void print(StepResult result, Console console) {
        Step step = result.step();
        String what = step.id().toString();
        if (result.outcome() instanceof Outcome.Changed changed) {
            changed.afterwards().forEach(failure -> print(what + " done, but ", failure, step.subject(), console));
        } else if (result.outcome() instanceof Outcome.Failed failed) {
            // This is a warning only, since the modules are installed.
            if (step instanceof Step.RefreshInitramfs) {
                console.out().flush();
                console.warning(what + " failed: " + failed.failure().sentence());
            } else {
                print(what + " failed: ", failed.failure(), step.subject(), console);
            }
        }
    }

    private static void print(String beginning, Failure failure, Subject of, Console console) {
        console.out().flush();
        console.error(beginning + failure.sentence());
        if (!failure.detail().isEmpty()) {
            console.err().println("  " + failure.detail().strip());
        }
        String words = FailureAdvice.words(failure.kind());
        if (!words.isEmpty()) {
            console.err().println("  " + words + "; " + FailureAdvice.advice(failure.kind(), of));
        }
        if (!failure.log().isEmpty()) {
            console.err().println("  log: " + failure.log());
        }
    }
}
