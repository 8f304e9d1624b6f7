package ckms.cli.command;

import ckms.cli.console.ExitCode;
import ckms.cli.render.DiagnosticText;
import ckms.cli.render.JsonLines;
import ckms.cli.workplace.RefusedException;
import ckms.cli.workplace.Workplace;
import ckms.engine.reconcile.desired.Scope;
import ckms.engine.reconcile.plan.Guard;
import ckms.engine.report.document.PlanDocument;
import ckms.engine.report.document.PlanDocument.BlockedDocument;
import ckms.model.Diagnostic;
import ckms.model.Severity;
import ckms.model.plan.Blocked;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** A command that plans by manifests. */
@Command(exitCodeOnInvalidInput = ExitCode.USAGE, exitCodeOnExecutionException = ExitCode.ERROR)
abstract class ManifestCommand implements Callable<Integer> {
    @ParentCommand
    private Program program;

    @Spec
    private CommandSpec spec;

    @Parameters(
            arity = "0..*",
            paramLabel = "MANIFEST",
            description = "What is wanted: files, folders with *.yaml, or - for standard input; default:"
                    + " /etc/ckms/manifest.yaml and /etc/ckms/manifests.d.")
    private List<Path> manifests = List.of();

    @Option(
            names = "--target",
            paramLabel = "ADDRESS",
            description = "Only this, and what it depends on: NAME[=VERSION][@RELEASE[/MACHINE]]; may be repeated.")
    private List<String> targets = List.of();

    @Option(
            names = "--exclude",
            paramLabel = "ADDRESS",
            description = "Not this, nor what depends on it; may be repeated.")
    private List<String> excludes = List.of();

    @Option(names = "--prune-unmatched", description = "Let prune remove what has kernels that match none.")
    private boolean pruneUnmatched;

    @Option(names = "--prune-running", description = "Let prune remove from the running kernel.")
    private boolean pruneRunning;

    @Option(names = "--prune-most", description = "Let prune remove more than half of what a manifest owns.")
    private boolean pruneMost;

    @Option(names = "--retry", description = "Build again what failed in the compiler, though nothing changed since.")
    private boolean retry;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Option(
            names = "--detailed-exitcode",
            description = "Exit with 2 where changes are pending (plan) or were made (apply).")
    private boolean detailedExitCode;

    /** Does it. */
    abstract int run(Workplace workplace) throws IOException, InterruptedException, RefusedException;

    @Override
    public Integer call() throws IOException, InterruptedException, RefusedException {
        if (program.options().recipe().isPresent()) {
            throw misused("-c is not for " + spec.name() + "; the manifest names recipes");
        }
        return run(program.workplace());
    }

    Program program() {
        return program;
    }

    CommandSpec spec() {
        return spec;
    }

    boolean json() {
        return json;
    }

    JsonLines lines() {
        return new JsonLines(program.console());
    }

    ParameterException misused(String sentence) {
        return new ParameterException(spec.commandLine(), sentence);
    }

    /** Whether anything says what is wanted, so that a saved plan can't. */
    boolean isRestricted() {
        return !manifests.isEmpty() || !scope().isAll() || !unguarded().isEmpty();
    }

    private Scope scope() {
        return new Scope(targets, excludes, program.options().kernel().orElse(""));
    }

    private Set<Guard> unguarded() {
        Set<Guard> guards = EnumSet.noneOf(Guard.class);
        if (pruneUnmatched) {
            guards.add(Guard.UNMATCHED);
        }
        if (pruneRunning) {
            guards.add(Guard.RUNNING);
        }
        if (retry) {
            guards.add(Guard.FAILED);
        }
        if (pruneMost) {
            guards.add(Guard.MOST);
        }
        return guards;
    }

    /** Plans by the manifests. */
    Planning planning(Workplace workplace) throws IOException, InterruptedException, RefusedException {
        Planning planning = Planning.of(
                workplace, new Wanted(manifests, program.console().in()).read(workplace, scope()), unguarded());
        planning.desired().warnings().forEach(warning -> DiagnosticText.print(warning, program.console()));
        planning.document().blocked().forEach(this::tell);
        return planning;
    }

    private void tell(BlockedDocument blocked) {
        Blocked.Cause cause = blocked.cause();
        if (cause.isFailure() || cause == Blocked.Cause.SKIPPED) {
            Severity severity = cause.isFailure() ? Severity.ERROR : Severity.WARNING;
            String sentence = blocked.address() + " is blocked: " + blocked.reason();
            DiagnosticText.print(new Diagnostic(severity, blocked.place(), "blocked", sentence), program.console());
        }
    }

    /** The code of who only shows a plan. */
    int code(PlanDocument plan) {
        return plan.misses() ? ExitCode.INCOMPLETE : changes(!plan.isEmpty());
    }

    /** The code for what was, or would be, changed. */
    int changes(boolean any) {
        return any && detailedExitCode ? ExitCode.CHANGES : ExitCode.DONE;
    }
}
