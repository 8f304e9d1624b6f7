package ckms.cli.command;

import ckms.cli.console.Console;
import ckms.cli.console.RefusedException;
import ckms.cli.options.GlobalOptions;
import ckms.engine.host.process.Processes;
import ckms.engine.reconcile.Reconciler;
import ckms.engine.reconcile.Session;
import java.io.IOException;

/** The program that a command belongs to, with what all commands share. */
public interface Program {
    /** Returns the options that every command has. */
    GlobalOptions options();

    /** Returns the console to read from and to print to. */
    Console console();

    /** Returns what runs other programs. */
    Processes processes();

    /**
     * Makes the reconciler that the options ask for; refuses if there is no state directory.
     *
     * @throws RefusedException if an option or the configuration is wrong, or there is no state directory
     * @throws IOException if the configuration, or what the host tells of itself, can't be read
     * @throws InterruptedException if the thread is interrupted while it waits for a program that tells of the host
     */
    default Reconciler reconciler() throws IOException, InterruptedException, RefusedException {
        return reconciler(true);
    }

    /**
     * Makes the reconciler that the options ask for.
     *
     * @param needsState whether to refuse if there is no state directory
     * @throws RefusedException if an option or the configuration is wrong, or there is no state directory
     * @throws IOException if the configuration, or what the host tells of itself, can't be read
     * @throws InterruptedException if the thread is interrupted while it waits for a program that tells of the host
     */
    Reconciler reconciler(boolean needsState) throws IOException, InterruptedException, RefusedException;

    /**
     * Waits for the turn to change the host, and prints a warning if that takes long, and one of each thing that was
     * interrupted earlier and can't be finished or undone.
     *
     * @param command the command that changes it, for others who wait meanwhile
     * @throws ckms.engine.store.StateBusyException if another ckms still had its turn after the timeout
     * @throws IOException if the state directory can't be worked on, or its records can't be read
     * @throws InterruptedException if the thread is interrupted while it waits
     */
    default Session open(Reconciler reconciler, String command) throws IOException, InterruptedException {
        Session session = reconciler.open(command, other -> console().warning("waiting for " + other));
        session.settlement().told().forEach(console()::warning);
        return session;
    }
}
