package ckms.cli.command;

import ckms.cli.console.ExitCode;
import ckms.cli.console.RefusedException;
import ckms.cli.render.DiagnosticText;
import ckms.cli.render.ExplanationText;
import ckms.engine.reconcile.Planning;
import ckms.engine.reconcile.desired.Scope;
import ckms.engine.report.document.DocumentJson;
import ckms.engine.report.document.Explanation;
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

/** The command {@code ckms explain ADDRESS}, which tells all about one cell. */
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
        Planning planning = RefusedException.unlessGood(program.reconciler().plan(manifests, Scope.ALL, Set.of()));
        planning.warnings().forEach(warning -> DiagnosticText.print(warning, program.console()));
        Explanation explanation = Explanation.of(cell(planning), planning);
        if (json) {
            program.console().out().print(DocumentJson.JSON.pretty(explanation));
        } else {
            ExplanationText.print(explanation, program.console().out());
        }
        return ExitCode.DONE;
    }

    private Cell cell(Planning planning) throws RefusedException {
        SortedSet<Cell> all = new TreeSet<>();
        planning.desired().packages().forEach(pkg -> {
            pkg.cells().forEach(cell -> all.add(cell.cell()));
            planning.observed().kernels().keySet().forEach(kernel -> all.add(new Cell(pkg.id(), kernel)));
        });
        planning.observed().all().forEach(pkg -> {
            for (Kernel kernel : planning.observed().kernels().keySet()) {
                all.add(new Cell(pkg.id(), kernel));
            }
            pkg.built().forEach(kernel -> all.add(new Cell(pkg.id(), kernel)));
        });
        return new CellArgument(address).among(all, "nothing here, nor in the manifests,");
    }
}
