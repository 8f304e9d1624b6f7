package ckms.cli.command;

import picocli.CommandLine.Command;

/** {@code ckms status}. */
@Command(name = "status", description = "Prints the state of the packages on a kernel.")
public final class StatusCommand extends StatusPrinting {
    @Override
    String line(Status status) {
        return status.name() + ", " + status.version() + ", " + status.release() + ", " + status.machine() + ": "
                + status.state();
    }
}
