package ckms.cli.render;

import ckms.cli.console.Console;
import ckms.engine.host.json.Json;
import ckms.engine.report.document.DocumentJson;
import ckms.engine.report.document.PlanDocument;
import ckms.engine.report.document.PlanDocument.DiagnosticDocument;
import ckms.model.Diagnostic;
import ckms.model.plan.Action;
import ckms.model.plan.Step;
import ckms.model.plan.StepId;
import ckms.model.plan.Subject;
import ckms.model.recipe.Hook;
import ckms.model.run.Failure;
import ckms.model.run.FailureKind;
import ckms.model.run.RunReport;
import ckms.model.run.StepResult;
import java.util.List;
import java.util.Optional;

/** Prints a run as JSON, one object on each line; the JSON schema of a line is {@code run.schema.json}. */
public final class JsonLines {
    private final Console console;
    private final Json json = DocumentJson.JSON;

    /** Makes a printer to standard output. */
    public JsonLines(Console console) {
        this.console = console;
    }

    private record Version(String type, String formatVersion, String ckms) {}

    private record Started(String type, StepId id, Action action, Subject address, String reason) {}

    private record HookStarted(String type, StepId id, String hook) {}

    private record Ended(
            String type,
            StepId id,
            Action action,
            Subject address,
            String outcome,
            double seconds,
            String detail,
            Optional<FailureDocument> failure,
            List<FailureDocument> afterwards,
            String cause) {}

    private record FailureDocument(FailureKind kind, String sentence, String detail, String log, String advice) {
        static FailureDocument of(Failure failure, Subject of) {
            return new FailureDocument(
                    failure.kind(),
                    failure.sentence(),
                    failure.detail(),
                    failure.log(),
                    FailureAdvice.advice(failure.kind(), of));
        }
    }

    private record Summary(
            String type,
            long changed,
            long unchanged,
            long failed,
            long skipped,
            long cancelled,
            Optional<Integer> exitCode) {}

    /** Prints the versions of the format and of ckms, as the first line. */
    public void version() {
        print(new Version("version", DocumentJson.FORMAT, Console.VERSION));
    }

    /** Prints diagnostics, each on a line. */
    public void diagnostics(List<Diagnostic> diagnostics) {
        diagnostics.forEach(diagnostic -> print(DiagnosticDocument.of(diagnostic)));
    }

    /** Prints the plan. */
    public void plan(PlanDocument plan) {
        print(plan);
    }

    void started(Step step) {
        print(new Started("step_started", step.id(), step.action(), step.subject(), step.reason()));
    }

    void hookStarted(Step step, Hook hook) {
        print(new HookStarted("hook_started", step.id(), hook.option()));
    }

    void ended(StepResult result) {
        Step step = result.step();
        var ending = new Ending(result.outcome());
        print(new Ended(
                "step_ended",
                step.id(),
                step.action(),
                step.subject(),
                ending.word(),
                result.took().toMillis() / 1000.0,
                ending.detail(),
                ending.failure().map(failure -> FailureDocument.of(failure, step.subject())),
                ending.afterwards().stream()
                        .map(failure -> FailureDocument.of(failure, step.subject()))
                        .toList(),
                ending.cause().map(cause -> cause.id().toString()).orElse("")));
    }

    /**
     * Prints how many steps of a run ended in which way, as the last line.
     *
     * @param exitCode empty if a signal ended the run, since the signal then decides the exit code
     */
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
