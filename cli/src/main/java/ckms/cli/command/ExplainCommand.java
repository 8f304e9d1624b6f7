package ckms.cli.command;

import ckms.cli.console.ExitCode;
import ckms.cli.render.DiagnosticText;
import ckms.cli.render.ExplanationText;
import ckms.cli.workplace.RefusedException;
import ckms.cli.workplace.Workplace;
import ckms.engine.reconcile.desired.Scope;
import ckms.engine.report.document.Explanation;
import ckms.engine.report.document.SavedPlan;
import ckms.model.Cell;
import ckms.model.Kernel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code ckms explain ADDRESS}. */
@Command(
        name = "explain",
        description =
                "Tells all about one package on one kernel: what it is, what is wanted, why, and what is in the way.",
        exitCodeOnInvalidInput = ExitCode.USAGE,
        exitCodeOnExecutionException = ExitCode.ERROR)
public final class ExplainCommand implements Callable<Integer> {
    @ParentCommand
    private Program program;

    @Parameters(
            index = "0",
            paramLabel = "ADDRESS",
            description = "NAME=VERSION@RELEASE/MACHINE, or as much of it as is needed to tell it from others.")
    private String address;

    @Parameters(index = "1..*", arity = "0..*", paramLabel = "MANIFEST", description = "As for plan.")
    private List<Path> manifests = List.of();

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Override
    public Integer call() throws IOException, InterruptedException, RefusedException {
        Workplace workplace = program.workplace();
        Wanted.Read read = new Wanted(manifests, program.console().in()).read(workplace, Scope.ALL);
        read.warnings().forEach(warning -> DiagnosticText.print(warning, program.console()));
        Cell cell = cell(read);
        Planning planning = Planning.of(workplace, read, Set.of());
        Explanation explanation =
                Explanation.of(cell, read.desired(), read.observed(), planning.changes(), planning.document());
        if (json) {
            program.console().out().print(SavedPlan.json().pretty(explanation));
        } else {
            ExplanationText.print(explanation, program.console().out());
        }
        return ExitCode.DONE;
    }

    private Cell cell(Wanted.Read read) throws RefusedException {
        SortedSet<Cell> all = new TreeSet<>();
        read.desired().packages().forEach(pkg -> {
            pkg.cells().forEach(cell -> all.add(cell.cell()));
            read.observed().kernels().keySet().forEach(kernel -> all.add(new Cell(pkg.id(), kernel)));
        });
        read.observed().all().forEach(pkg -> {
            for (Kernel kernel : read.observed().kernels().keySet()) {
                all.add(new Cell(pkg.id(), kernel));
            }
            pkg.built().forEach(kernel -> all.add(new Cell(pkg.id(), kernel)));
        });
        return CellArgument.parse(address, all, "nothing here, nor in the manifests,");
    }
}
