package ckms.cli.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command {@code ckms status}, which prints the state of the packages on a kernel. */
@Command(name = "status", description = "Prints the state of the packages on a kernel.")
public final class StatusCommand extends StatusPrinting {
    @Option(names = "--json", description = "Print JSON: all packages on all kernels.")
    private boolean json;

    @Override
    boolean json() {
        return json;
    }

    @Override
    String line(Status status) {
        return status.name() + ", " + status.version() + ", " + status.release() + ", " + status.machine() + ": "
                + status.state();
    }
}
