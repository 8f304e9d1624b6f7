package ckms.cli.command;

import picocli.CommandLine.Command;

/** {@code ckms plain-status}: the words of {@code status}, for scripts. */
@Command(name = "plain-status", description = "Prints the same as status, in words that blanks separate.")
public final class PlainStatusCommand extends StatusPrinting {
    @Override
    String line(Status status) {
        return String.join(" ", status.name(), status.version(), status.release(), status.machine(), status.state());
    }
}
