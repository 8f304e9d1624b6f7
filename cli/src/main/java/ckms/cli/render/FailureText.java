package ckms.cli.render;

import ckms.cli.console.Console;
import ckms.model.plan.Step;
import ckms.model.run.Failure;
import ckms.model.run.Outcome;
import ckms.model.run.StepResult;

/** Prints on standard error what failed in a step. */
final class FailureText {
    private FailureText() {}

    static void print(StepResult result, Console console) {
        Step step = result.step();
        String what = step.action() + " " + step.subject();
        if (result.outcome() instanceof Outcome.Changed changed) {
            changed.afterwards().forEach(failure -> print(what + " done, but ", failure, step.subject(), console));
        } else if (result.outcome() instanceof Outcome.Failed failed) {
            // The modules are in place all the same where only the initramfs was not refreshed.
            if (step instanceof Step.RefreshInitramfs) {
                console.out().flush();
                console.warning(what + " failed: " + failed.failure().sentence());
            } else {
                print(what + " failed: ", failed.failure(), step.subject(), console);
            }
        }
    }

    private static void print(String beginning, Failure failure, String address, Console console) {
        console.out().flush();
        console.error(beginning + failure.sentence());
        if (!failure.detail().isEmpty()) {
            console.err().println("  " + Console.line(failure.detail()).strip());
        }
        if (!failure.kind().words().isEmpty()) {
            console.err()
                    .println("  " + failure.kind().words() + "; "
                            + failure.advice().replace("ADDRESS", address));
        }
        if (!failure.log().isEmpty()) {
            console.err().println("  log: " + failure.log());
        }
    }
}
