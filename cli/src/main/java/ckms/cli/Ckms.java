package ckms.cli;

import ckms.cli.command.Program;
import ckms.cli.console.Console;
import ckms.cli.console.ExitCode;
import ckms.cli.workplace.GlobalOptions;
import ckms.cli.workplace.RefusedException;
import ckms.cli.workplace.Workplace;
import ckms.engine.host.process.Processes;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The program: what all of its commands share. */
@Command(
        name = "ckms",
        version = "ckms " + Console.VERSION,
        description = "Keeps out-of-tree kernel modules in the state that a manifest declares.",
        synopsisSubcommandLabel = "COMMAND",
        exitCodeOnInvalidInput = ExitCode.CLASSIC_USAGE,
        exitCodeOnExecutionException = ExitCode.ERROR)
final class Ckms implements Program, Runnable {
    @Spec
    private CommandSpec spec;

    @Mixin
    private final GlobalOptions options = new GlobalOptions();

    private final Console console;
    private final Processes processes;
    private final List<String> worker;

    /** The program on that console; {@code worker} is the command that starts it as a worker. */
    Ckms(Console console, Processes processes, List<String> worker) {
        this.console = console;
        this.processes = processes;
        this.worker = List.copyOf(worker);
    }

    @Override
    public GlobalOptions options() {
        return options;
    }

    @Override
    public Console console() {
        return options.noColor() ? console.plain() : console;
    }

    @Override
    public Processes processes() {
        return processes;
    }

    @Override
    public Workplace workplace(boolean needsState) throws IOException, InterruptedException, RefusedException {
        return Workplace.of(options, needsState, console(), processes, worker);
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "no command given");
    }
}
