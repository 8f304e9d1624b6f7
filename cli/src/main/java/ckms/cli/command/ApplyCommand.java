package ckms.cli.command;

import ckms.cli.console.ExitCode;
import ckms.cli.render.FailureTable;
import ckms.cli.render.PlanText;
import ckms.cli.render.RunJson;
import ckms.cli.render.RunView;
import ckms.cli.render.RunView.Detail;
import ckms.cli.workplace.RefusedException;
import ckms.cli.workplace.Workplace;
import ckms.engine.reconcile.desired.Declaration;
import ckms.engine.reconcile.run.RunOptions;
import ckms.engine.reconcile.run.Session;
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
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ckms apply}. */
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
    int run(Workplace workplace) throws IOException, InterruptedException, RefusedException {
        if (plan.isPresent() && isRestricted()) {
            throw misused("--plan goes with no manifest, -k, --target, --exclude or --prune-…; the plan has them");
        }
        if (confirm && json()) {
            throw misused("--confirm and --json don't go together");
        }
        if (json()) {
            lines().version();
        }
        Optional<PlanDocument> saved = plan.isPresent() ? Optional.of(saved(workplace)) : Optional.empty();
        if (dryRun) {
            Planning planning = planning(workplace, saved);
            return stale(saved, planning) ? ExitCode.STALE : shown(planning);
        }
        try (Session session = workplace.session(spec().name())) {
            Planning planning = planning(workplace, saved);
            if (stale(saved, planning)) {
                return ExitCode.STALE;
            }
            int code = shown(planning);
            if (confirm && !planning.plan().isEmpty() && !isConfirmed()) {
                program().console().error("not applied");
                return ExitCode.ERROR;
            }
            return planning.plan().isEmpty() ? nothing(session, planning, code) : apply(session, planning, workplace);
        }
    }

    private PlanDocument saved(Workplace workplace) throws IOException, RefusedException {
        PlanDocument saved = PlanFile.read(plan.orElseThrow());
        List<String> strange = SavedPlan.strangeness(saved.host(), workplace.hostDocument());
        if (!strange.isEmpty()) {
            throw new RefusedException(plan.get() + " was made for another place: " + String.join("; ", strange));
        }
        return saved;
    }

    private Planning planning(Workplace workplace, Optional<PlanDocument> saved)
            throws IOException, InterruptedException, RefusedException {
        return saved.isEmpty()
                ? planning(workplace)
                : Planning.of(
                        workplace,
                        new Wanted.Read(
                                saved.get().desired().asSourcesAre(),
                                workplace.observer().observe(),
                                List.of()),
                        saved.get().unguarded());
    }

    private boolean stale(Optional<PlanDocument> saved, Planning planning) {
        List<String> differences =
                saved.map(then -> then.differences(planning.document())).orElse(List.of());
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

    private int shown(Planning planning) {
        if (json()) {
            lines().plan(planning.document());
        } else if (!program().options().quiet()) {
            PlanText.print(planning.document(), program().console().out());
        }
        return code(planning.document());
    }

    private boolean isConfirmed() throws IOException {
        program().console().out().print("Apply this? [y/N] ");
        program().console().out().flush();
        var in = new BufferedReader(new InputStreamReader(program().console().in(), StandardCharsets.UTF_8));
        String answer = in.readLine();
        return answer != null && List.of("y", "yes").contains(answer.strip().toLowerCase(java.util.Locale.ROOT));
    }

    private int nothing(Session session, Planning planning, int code) throws IOException {
        session.refresh(planning.refreshed());
        if (json()) {
            lines().summary(new RunReport(List.of()), Optional.of(code));
        }
        return code;
    }

    private int apply(Session session, Planning planning, Workplace workplace)
            throws IOException, InterruptedException {
        boolean quiet = program().options().quiet();
        if (!quiet && !json()) {
            program().console().out().println();
        }
        var options = new RunOptions(
                Declaration.of(planning.desired().desired()), workplace.kernel().kernel(), false, failFast);
        RunReport report = json()
                ? session.run(
                        planning.plan(), options, new RunJson(lines(), program().console()))
                : shown(session, planning.plan(), options, workplace);
        session.refresh(planning.refreshed());
        int code =
                report.succeeded() && !planning.plan().misses() ? changes(report.changed() > 0) : ExitCode.INCOMPLETE;
        if (json()) {
            boolean interrupted = Thread.currentThread().isInterrupted();
            lines().summary(report, interrupted ? Optional.empty() : Optional.of(code));
        } else {
            FailureTable.print(report, program().console());
            if (!quiet) {
                program().console().out().println(summary(report));
            }
        }
        return code;
    }

    private RunReport shown(Session session, Plan plan, RunOptions options, Workplace workplace) {
        Detail detail = program().options().quiet() ? Detail.FAILURES : verbose ? Detail.OUTPUT : Detail.STEPS;
        int jobs = workplace.settings().jobs();
        try (RunView view = RunView.of(
                program().console(),
                plan,
                detail,
                session.expected(plan),
                jobs,
                program().processes())) {
            return session.run(plan, options, view.listener());
        }
    }

    private static String summary(RunReport report) {
        return "Applied: " + report.changed() + " done, " + report.failed() + " failed, " + report.skipped()
                + " skipped" + (report.cancelled() > 0 ? ", " + report.cancelled() + " cancelled." : ".");
    }
}
