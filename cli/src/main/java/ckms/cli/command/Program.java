package ckms.cli.command;

import ckms.cli.console.Console;
import ckms.cli.workplace.GlobalOptions;
import ckms.cli.workplace.RefusedException;
import ckms.cli.workplace.Workplace;
import ckms.engine.host.process.Processes;
import java.io.IOException;

/** The program that a command belongs to: what all commands share. */
public interface Program {
    /** The options that every command has. */
    GlobalOptions options();

    /** Where to read and print. */
    Console console();

    /** Runs programs. */
    Processes processes();

    /** Wires what a command needs, by the options. */
    default Workplace workplace() throws IOException, InterruptedException, RefusedException {
        return workplace(true);
    }

    /** The same; a command that does not look at the state directory may do without one. */
    Workplace workplace(boolean needsState) throws IOException, InterruptedException, RefusedException;
}
