package ckms.cli.command;

import ckms.cli.console.ExitCode;
import ckms.cli.console.RefusedException;
import ckms.cli.render.DiagnosticText;
import ckms.cli.render.JsonLines;
import ckms.engine.reconcile.Planning;
import ckms.engine.reconcile.Reconciler;
import ckms.engine.reconcile.desired.Scope;
import ckms.engine.reconcile.plan.Guard;
import ckms.model.Address;
import ckms.model.Diagnostic;
import ckms.model.Severity;
import ckms.model.plan.Blocked;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
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

/** A command that plans from manifests. */
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

    /** Does the work, and returns the exit code. */
    abstract int run(Reconciler reconciler) throws IOException, InterruptedException, RefusedException;

    @Override
    public Integer call() throws IOException, InterruptedException, RefusedException {
        if (program.options().recipe().isPresent()) {
            throw misused("-c is not for " + spec.name() + "; the manifest names recipes");
        }
        return run(program.reconciler());
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

    /** Says whether the command line has a manifest, or an option, that a saved plan can't be combined with. */
    boolean isRestricted() throws RefusedException {
        return !manifests.isEmpty() || !scope().isAll() || !unguarded().isEmpty();
    }

    private Scope scope() throws RefusedException {
        return new Scope(
                addresses("--target", targets),
                addresses("--exclude", excludes),
                program.options().kernel());
    }

    private static List<Address> addresses(String option, List<String> texts) throws RefusedException {
        var addresses = new ArrayList<Address>();
        for (String text : texts) {
            addresses.add(Address.parse(text)
                    .orElseThrow(() -> new RefusedException(
                            option + " " + text + ": this is no address; write NAME[=VERSION][@RELEASE[/MACHINE]]")));
        }
        return addresses;
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

    /** Plans from the manifests on the command line, or else from the host's. */
    Planning planning(Reconciler reconciler) throws IOException, InterruptedException, RefusedException {
        return RefusedException.unlessGood(reconciler.plan(manifests, scope(), unguarded()));
    }

    /** Prints the warnings about the manifests, and which cells can't reach what is wanted. */
    void tell(Planning planning) {
        planning.warnings().forEach(warning -> DiagnosticText.print(warning, program.console()));
        planning.plan().blocked().forEach(this::tell);
    }

    private void tell(Blocked blocked) {
        Blocked.Cause cause = blocked.cause();
        if (cause.isFailure() || cause == Blocked.Cause.SKIPPED) {
            Severity severity = cause.isFailure() ? Severity.ERROR : Severity.WARNING;
            String sentence = blocked.cell() + " is blocked: " + blocked.reason();
            DiagnosticText.print(new Diagnostic(severity, blocked.place(), "blocked", sentence), program.console());
        }
    }

    /** Says whether the exit code tells of changes. */
    boolean detailedExitCode() {
        return detailedExitCode;
    }
}
