package ckms.cli.command;

import picocli.CommandLine.Command;

/** The command {@code ckms plain-status}, which prints the state of packages for scripts. */
@Command(name = "plain-status", description = "Prints the same as status, in words that blanks separate.")
public final class PlainStatusCommand extends StatusPrinting {
    @Override
    String line(Status status) {
        return String.join(" ", status.name(), status.version(), status.release(), status.machine(), status.state());
    }
}
