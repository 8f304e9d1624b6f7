package ckms.cli;

import ckms.cli.command.Program;
import ckms.cli.console.Console;
import ckms.cli.console.ExitCode;
import ckms.cli.console.RefusedException;
import ckms.cli.options.GlobalOptions;
import ckms.cli.options.SettingsReader;
import ckms.engine.host.Host;
import ckms.engine.host.process.Processes;
import ckms.engine.kernel.RunningKernel;
import ckms.engine.reconcile.Reconciler;
import ckms.engine.settings.Settings;
import ckms.model.Machine;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The program's root command: holds the options and the services that all commands share. */
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

    /**
     * Makes the program on a console.
     *
     * @param worker the command that starts this program as a worker
     */
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
    public Reconciler reconciler(boolean needsState) throws IOException, InterruptedException, RefusedException {
        Host host = Host.here(processes);
        Settings settings = new SettingsReader(options, console()).read(host, needsState);
        Machine machine = Machine.running(RunningKernel.of(host));
        return new Reconciler(
                host,
                settings,
                settings.roots().isOther() ? machine.atRest() : machine,
                console().in(),
                worker);
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "no command given");
    }
}
