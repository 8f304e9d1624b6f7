package ckms.cli.command;

import ckms.cli.console.ExitCode;
import ckms.cli.render.DiagnosticText;
import ckms.cli.render.PlanText;
import ckms.cli.workplace.RefusedException;
import ckms.cli.workplace.Workplace;
import ckms.engine.observe.Observed;
import ckms.engine.plan.Desired;
import ckms.engine.plan.DesiredReader;
import ckms.engine.plan.Planner;
import ckms.model.Diagnostic;
import ckms.model.Parsed;
import ckms.model.Severity;
import ckms.model.SourceText;
import ckms.model.manifest.Manifest;
import ckms.model.manifest.ManifestReader;
import ckms.model.plan.Blocked;
import ckms.model.plan.Plan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** A command that goes by a manifest. */
@Command(exitCodeOnInvalidInput = ExitCode.USAGE, exitCodeOnExecutionException = ExitCode.ERROR)
abstract class ManifestCommand implements Callable<Integer> {
    private static final Path DEFAULT = Path.of("/etc/ckms/manifest.yaml");

    @ParentCommand
    private Program program;

    @Spec
    private CommandSpec spec;

    @Parameters(
            arity = "0..1",
            paramLabel = "MANIFEST",
            description = "What is wanted; default: /etc/ckms/manifest.yaml.")
    private Optional<Path> file = Optional.empty();

    @Option(
            names = "--detailed-exitcode",
            description = "Exit with 2 where changes are pending (plan) or were made (apply).")
    private boolean detailedExitCode;

    Program program() {
        return program;
    }

    CommandSpec spec() {
        return spec;
    }

    /** The code for what was, or would be, changed. */
    int changes(boolean any) {
        return any && detailedExitCode ? ExitCode.CHANGES : ExitCode.DONE;
    }

    /** What a manifest comes to on the host as it is. */
    record Planned(Desired desired, Plan plan) {}

    /** Refuses the options that only the classic commands know, rather than passing them over. */
    void refuseClassicOptions() {
        if (program.options().kernel().isPresent() || program.options().recipe().isPresent()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "-k and -c are not for " + spec.name() + "; the manifest names kernels and recipes");
        }
    }

    Manifest manifest(Workplace workplace) throws IOException, RefusedException {
        Path path = file.orElse(workplace.settings().roots().of(DEFAULT));
        if (!Files.isRegularFile(path)) {
            throw new RefusedException("there is no manifest " + path
                    + (Files.isDirectory(path)
                            ? "; it is a folder, and this version reads single files"
                            : file.isPresent() ? "" : "; name one"));
        }
        Path folder = path.toAbsolutePath().normalize().getParent();
        return valid(SourceText.decode(path.toString(), Files.readAllBytes(path))
                .then(source -> ManifestReader.read(source, folder)));
    }

    Planned plan(Workplace workplace, Manifest manifest) throws IOException, InterruptedException, RefusedException {
        Observed observed = workplace.observer().observe();
        var reader = new DesiredReader(workplace.settings(), observed.machine(), observed.kernels());
        Desired desired = valid(reader.read(manifest));
        Plan plan = Planner.plan(
                desired,
                observed,
                workplace.inputChanges(desired, observed),
                workplace.settings().finalizers());
        plan.blocked().forEach(this::tell);
        return new Planned(desired, plan);
    }

    /** Prints a plan; returns the exit code of who stops there. */
    int show(Planned planned, Workplace workplace) throws IOException, InterruptedException {
        PlanText.print(
                planned.plan(), workplace.runningKernel(), program.console().out());
        return planned.plan().misses()
                ? ExitCode.INCOMPLETE
                : changes(!planned.plan().isEmpty());
    }

    private void tell(Blocked blocked) {
        if (blocked.cause() != Blocked.Cause.DISABLED) {
            Severity severity = blocked.cause() == Blocked.Cause.MISSING ? Severity.ERROR : Severity.WARNING;
            String sentence = blocked.cell() + " is blocked: " + blocked.reason();
            DiagnosticText.print(
                    new Diagnostic(severity, Optional.of(blocked.place()), "blocked", sentence), program.console());
        }
    }

    private <T> T valid(Parsed<T> parsed) throws RefusedException {
        if (parsed instanceof Parsed.Valid<T> valid) {
            valid.diagnostics().forEach(diagnostic -> DiagnosticText.print(diagnostic, program.console()));
            return valid.value();
        }
        throw new RefusedException(parsed.diagnostics());
    }
}
