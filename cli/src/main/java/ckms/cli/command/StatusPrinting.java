package ckms.cli.command;

import ckms.cli.console.ExitCode;
import ckms.cli.console.RefusedException;
import ckms.cli.render.DiagnosticText;
import ckms.engine.reconcile.Reconciler;
import ckms.engine.reconcile.observe.Observed;
import ckms.engine.report.document.DocumentJson;
import ckms.engine.report.document.StatusDocument;
import ckms.engine.store.ObservedPackage;
import ckms.model.Address;
import ckms.model.Cell;
import ckms.model.CellState;
import ckms.model.Kernel;
import ckms.model.PackageId;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** A command that prints a line for each package, by name and then by version. */
@Command(exitCodeOnInvalidInput = ExitCode.CLASSIC_USAGE, exitCodeOnExecutionException = ExitCode.ERROR)
abstract class StatusPrinting implements Callable<Integer> {
    @ParentCommand
    private Program program;

    @Parameters(
            arity = "0..1",
            paramLabel = "NAME[=VERSION]",
            description = "Only that package; default: all packages.")
    private Optional<String> pkg = Optional.empty();

    /** The words that are printed for one package. */
    record Status(String name, String version, String release, String machine, String state) {}

    abstract String line(Status status);

    @Override
    public Integer call() throws IOException, InterruptedException, RefusedException {
        Reconciler reconciler = program.reconciler();
        Observed observed = reconciler.observe();
        DiagnosticText.printAll(observed.warnings(), program.console());
        if (json()) {
            program.console().out().print(DocumentJson.JSON.pretty(StatusDocument.of(observed, this::isAsked)));
            return ExitCode.DONE;
        }
        Kernel kernel = RefusedException.unlessGood(
                        reconciler.kernel(program.options().kernel()))
                .kernel();
        for (ObservedPackage found : observed.all()) {
            if (isAsked(found.id())) {
                state(found, kernel, observed)
                        .ifPresent(state -> program.console()
                                .out()
                                .println(line(new Status(
                                        found.id().name(),
                                        found.id().version(),
                                        kernel.release(),
                                        kernel.machine(),
                                        state))));
            }
        }
        return ExitCode.DONE;
    }

    /** Says whether JSON is asked for, which tells of all kernels. */
    boolean json() {
        return false;
    }

    private boolean isAsked(PackageId id) {
        return pkg.isEmpty()
                || Address.parse(pkg.get())
                        .filter(address -> address.isOfPackages() && address.means(id))
                        .isPresent();
    }

    /** Returns the word for a package's state; empty if it is neither built nor has a source. */
    private static Optional<String> state(ObservedPackage found, Kernel kernel, Observed observed) {
        CellState state = found.on(kernel);
        boolean disabled = observed.markers().containsKey(new Cell(found.id(), kernel));
        return switch (state) {
            case INSTALLED -> Optional.of("installed");
            case BUILT -> Optional.of(disabled ? "built+disabled" : "built");
            case ADDED, ABSENT ->
                found.sourceExists() ? Optional.of(disabled ? "disabled" : "added") : Optional.empty();
        };
    }
}
