package ckms.cli.command;

import ckms.cli.console.ExitCode;
import ckms.cli.console.RefusedException;
import ckms.cli.render.PlanGraph;
import ckms.cli.render.PlanText;
import ckms.engine.report.document.PlanDocument;
import ckms.engine.report.document.SavedPlan;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** The command {@code ckms show FILE}, which shows a saved plan. */
@Command(
        name = "show",
        description = "Shows a saved plan.",
        exitCodeOnInvalidInput = ExitCode.USAGE,
        exitCodeOnExecutionException = ExitCode.ERROR)
public final class ShowCommand implements Callable<Integer> {
    @ParentCommand
    private Program program;

    @Parameters(paramLabel = "FILE", description = "What 'ckms plan --out FILE' wrote.")
    private Path file;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Option(names = "--graph", description = "Print the steps and what waits for what as a DOT graph.")
    private boolean graph;

    @Override
    public Integer call() throws IOException, RefusedException {
        PlanDocument plan = PlanFile.read(file);
        if (json) {
            program.console().out().print(SavedPlan.text(plan));
        } else if (graph) {
            PlanGraph.print(plan, program.console().out());
        } else {
            PlanText.print(plan, program.console().out());
        }
        return ExitCode.DONE;
    }
}
