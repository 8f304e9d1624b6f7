package ckms.cli.command;

import ckms.engine.buildside.worker.Worker;
import ckms.engine.host.Host;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** The hidden command {@code ckms build-side}: the worker that root's process starts as the state directory's owner. */
@Command(name = "build-side", hidden = true, description = "Serves root's process; not for people.")
public final class BuildSideCommand implements Callable<Integer> {
    @ParentCommand
    private Program program;

    @Override
    public Integer call() throws IOException {
        Worker.serve(
                Host.here(program.processes()),
                program.console().in(),
                program.console().bytes());
        return 0;
    }
}
