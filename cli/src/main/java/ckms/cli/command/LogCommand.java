package ckms.cli.command;

import ckms.cli.console.ExitCode;
import ckms.cli.console.RefusedException;
import ckms.engine.reconcile.Reconciler;
import ckms.engine.store.BuildLogs;
import ckms.model.Cell;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** The command {@code ckms log ADDRESS}, which prints what the hooks of a cell's last build printed. */
@Command(
        name = "log",
        description = "Prints what the hooks of a package's last build for a kernel printed.",
        exitCodeOnInvalidInput = ExitCode.USAGE,
        exitCodeOnExecutionException = ExitCode.ERROR)
public final class LogCommand implements Callable<Integer> {
    @ParentCommand
    private Program program;

    @Parameters(
            paramLabel = "ADDRESS",
            description = "NAME=VERSION@RELEASE/MACHINE, or as much of it as is needed to tell it from others.")
    private String address;

    @Option(names = "--path", description = "Print where the logs are, and not what is in them.")
    private boolean path;

    @Option(names = "--raw", description = "Print the bytes of the logs to a terminal too, whatever they do to it.")
    private boolean raw;

    @Override
    public Integer call() throws IOException, InterruptedException, RefusedException {
        Reconciler reconciler = program.reconciler();
        var logs = new BuildLogs(reconciler.settings().state());
        Cell cell = meant(logs, reconciler);
        List<Path> found = logs.of(cell);
        if (found.isEmpty()) {
            throw new RefusedException("there is no log of " + cell + "; build it");
        }
        for (Path log : found) {
            print(log, logs, found.size() > 1);
        }
        return ExitCode.DONE;
    }

    /** Finds the cell that is meant: a failed build comes before all others that the address may mean. */
    private Cell meant(BuildLogs logs, Reconciler reconciler) throws IOException, RefusedException {
        Set<Cell> cells = logs.staged();
        var argument = new CellArgument(address);
        List<Cell> failed = argument.meant(cells);
        if (!failed.isEmpty()) {
            return argument.among(failed, "nothing that failed");
        }
        reconciler.observe().all().forEach(pkg -> pkg.built().forEach(kernel -> cells.add(new Cell(pkg.id(), kernel))));
        return argument.among(cells, "nothing that was built here");
    }

    private void print(Path log, BuildLogs logs, boolean several) throws IOException {
        if (path) {
            program.console().out().println(log);
            return;
        }
        if (several) {
            program.console().out().println("==> " + log + " <==");
        }
        program.console().out().flush();
        PrintStream out = raw ? program.console().bytes() : program.console().others();
        logs.copy(log, out);
        out.flush();
    }
}
