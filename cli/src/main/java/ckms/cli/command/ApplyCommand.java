package ckms.cli.command;

import ckms.cli.console.ExitCode;
import ckms.cli.console.RefusedException;
import ckms.cli.render.FailureTable;
import ckms.cli.render.PlanText;
import ckms.cli.render.RunView.Detail;
import ckms.engine.reconcile.Planning;
import ckms.engine.reconcile.Reconciler;
import ckms.engine.reconcile.Session;
import ckms.engine.report.document.PlanDocument;
import ckms.engine.report.document.SavedPlan;
import ckms.model.Diagnostic;
import ckms.model.plan.Plan;
import ckms.model.run.RunReport;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command {@code ckms apply}, which brings the host to what the manifests want. */
@Command(name = "apply", description = "Brings the host to what the manifests want.")
public final class ApplyCommand extends ManifestCommand {
    @Option(names = "--dry-run", description = "Only show what would be done, as plan does.")
    private boolean dryRun;

    @Option(names = "--confirm", description = "Ask before anything is done.")
    private boolean confirm;

    @Option(
            names = {"-v", "--verbose"},
            description = "Print also what hooks print, each line after the address of what it belongs to.")
    private boolean verbose;

    @Option(names = "--fail-fast", description = "Begin nothing new once a step has failed.")
    private boolean failFast;

    @Option(
            names = "--plan",
            paramLabel = "FILE",
            description = "Do what a saved plan says, unless something else would be done by now.")
    private Optional<Path> plan = Optional.empty();

    @Override
    int run(Reconciler reconciler) throws IOException, InterruptedException, RefusedException {
        if (plan.isPresent() && isRestricted()) {
            throw misused("--plan goes with no manifest, -k, --target, --exclude or --prune-…; the plan has them");
        }
        if (confirm && json()) {
            throw misused("--confirm and --json don't go together");
        }
        if (json()) {
            lines().version();
        }
        Optional<PlanDocument> saved = plan.isPresent() ? Optional.of(saved(reconciler)) : Optional.empty();
        if (dryRun) {
            Planning planning = planning(reconciler, saved);
            if (isStale(saved, planning)) {
                return ExitCode.STALE;
            }
            show(planning);
            return ExitCode.ofPlan(planning.plan(), detailedExitCode());
        }
        try (Session session = program().open(reconciler, spec().name())) {
            Planning planning = planning(reconciler, saved);
            if (isStale(saved, planning)) {
                return ExitCode.STALE;
            }
            show(planning);
            if (confirm && !planning.plan().isEmpty() && !isConfirmed()) {
                program().console().error("not applied");
                return ExitCode.ERROR;
            }
            return apply(planning, reconciler, session);
        }
    }

    private PlanDocument saved(Reconciler reconciler) throws IOException, RefusedException {
        PlanDocument saved = PlanFile.read(plan.orElseThrow());
        List<String> strange = SavedPlan.strangeness(saved.host(), reconciler.place());
        if (!strange.isEmpty()) {
            throw new RefusedException(plan.get() + " was made for another place: " + String.join("; ", strange));
        }
        return saved;
    }

    private Planning planning(Reconciler reconciler, Optional<PlanDocument> saved)
            throws IOException, InterruptedException, RefusedException {
        return saved.isPresent()
                ? RefusedException.unlessGood(
                        reconciler.plan(saved.get().desired(), saved.get().unguarded()))
                : planning(reconciler);
    }

    private boolean isStale(Optional<PlanDocument> saved, Planning planning) {
        List<String> differences =
                saved.map(then -> then.differences(PlanDocument.of(planning))).orElse(List.of());
        if (differences.isEmpty()) {
            return false;
        }
        String sentence =
                plan.orElseThrow() + " is stale: since it was made, what would be done has changed; plan again";
        program().console().error(sentence);
        differences.forEach(line -> program().console().err().println("  " + line));
        if (json()) {
            lines().diagnostics(List.of(Diagnostic.error("stale", sentence + ": " + String.join("; ", differences))));
        }
        return true;
    }

    private void show(Planning planning) {
        tell(planning);
        if (json()) {
            lines().plan(PlanDocument.of(planning));
        } else if (!program().options().quiet()) {
            PlanText.print(PlanDocument.of(planning), program().console().out());
        }
    }

    private boolean isConfirmed() throws IOException {
        program().console().out().print("Apply this? [y/N] ");
        program().console().out().flush();
        var in = new BufferedReader(new InputStreamReader(program().console().in(), StandardCharsets.UTF_8));
        String answer = in.readLine();
        return answer != null && List.of("y", "yes").contains(answer.strip().toLowerCase(Locale.ROOT));
    }

    private int apply(Planning planning, Reconciler reconciler, Session session) throws IOException {
        Plan todo = planning.plan();
        boolean isTold = !program().options().quiet() && !json() && !todo.isEmpty();
        if (isTold) {
            program().console().out().println();
        }
        RunReport report = new ShownRun(program(), reconciler, session)
                .of(todo, detail(), listener -> session.apply(planning, failFast, listener));
        int code = ExitCode.ofRun(todo, report, detailedExitCode());
        if (json()) {
            boolean interrupted = Thread.currentThread().isInterrupted();
            lines().summary(report, interrupted ? Optional.empty() : Optional.of(code));
        } else {
            FailureTable.print(report, program().console());
        }
        if (isTold) {
            program().console().out().println(summary(report));
        }
        return code;
    }

    private Detail detail() {
        if (json()) {
            return Detail.JSON;
        }
        if (program().options().quiet()) {
            return Detail.FAILURES;
        }
        return verbose ? Detail.OUTPUT : Detail.STEPS;
    }

    private static String summary(RunReport report) {
        return "Applied: " + report.changed() + " done, " + report.failed() + " failed, " + report.skipped()
                + " skipped" + (report.cancelled() > 0 ? ", " + report.cancelled() + " cancelled." : ".");
    }
}
