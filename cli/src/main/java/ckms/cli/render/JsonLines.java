package ckms.cli.render;

import ckms.cli.console.Console;
import ckms.engine.host.json.Json;
import ckms.engine.report.document.PlanDocument;
import ckms.engine.report.document.PlanDocument.DiagnosticDocument;
import ckms.engine.report.document.SavedPlan;
import ckms.model.Diagnostic;
import ckms.model.plan.Step;
import ckms.model.recipe.Hook;
import ckms.model.run.Failure;
import ckms.model.run.RunReport;
import ckms.model.run.StepResult;
import java.util.List;
import java.util.Optional;

/** Prints a run as JSON, an object a line. */
public final class JsonLines {
    private final Console console;
    private final Json json = SavedPlan.json();

    /** Prints to standard output. */
    public JsonLines(Console console) {
        this.console = console;
    }

    private record Version(String type, String formatVersion, String ckms) {}

    private record Started(String type, String id, String action, String address, String reason) {}

    private record HookStarted(String type, String id, String hook) {}

    private record Ended(
            String type,
            String id,
            String action,
            String address,
            String outcome,
            double seconds,
            String detail,
            Optional<Failure> failure,
            List<Failure> afterwards,
            String cause) {}

    private record Summary(
            String type,
            long changed,
            long unchanged,
            long failed,
            long skipped,
            long cancelled,
            Optional<Integer> exitCode) {}

    /** Which format follows, and of which program. */
    public void version() {
        print(new Version("version", PlanDocument.FORMAT, Console.VERSION));
    }

    /** What is wrong. */
    public void diagnostics(List<Diagnostic> diagnostics) {
        diagnostics.forEach(diagnostic -> print(DiagnosticDocument.of(diagnostic)));
    }

    /** What is going to be done. */
    public void plan(PlanDocument plan) {
        print(plan);
    }

    void started(Step step) {
        print(new Started("step_started", PlanDocument.id(step), step.action(), step.subject(), step.reason()));
    }

    void hookStarted(Step step, Hook hook) {
        print(new HookStarted("hook_started", PlanDocument.id(step), hook.option()));
    }

    void ended(StepResult result) {
        Step step = result.step();
        var ending = new Ending(result.outcome());
        print(new Ended(
                "step_ended",
                PlanDocument.id(step),
                step.action(),
                step.subject(),
                ending.word(),
                result.took().toMillis() / 1000.0,
                ending.detail(),
                ending.failure(),
                ending.afterwards(),
                ending.cause().map(PlanDocument::id).orElse("")));
    }

    /** What became of it; without an exit code where a signal ends it, which then decides that. */
    public void summary(RunReport report, Optional<Integer> exitCode) {
        print(new Summary(
                "summary",
                report.changed(),
                report.unchanged(),
                report.failed(),
                report.skipped(),
                report.cancelled(),
                exitCode));
    }

    private void print(Object document) {
        console.out().println(json.write(document));
    }
}
