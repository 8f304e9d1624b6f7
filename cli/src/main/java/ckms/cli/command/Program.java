package ckms.cli.command;

import ckms.cli.console.Console;
import ckms.cli.console.RefusedException;
import ckms.cli.options.GlobalOptions;
import ckms.engine.host.process.Processes;
import ckms.engine.reconcile.Reconciler;
import ckms.engine.reconcile.Session;
import java.io.IOException;

/** The program that a command belongs to: what all commands share. */
public interface Program {
    /** Gives the options that every command has. */
    GlobalOptions options();

    /** Tells where to read and print. */
    Console console();

    /** Runs programs. */
    Processes processes();

    /**
     * Makes what plans and runs, by the options.
     *
     * @throws RefusedException where an option or the configuration says what can't be
     * @throws IOException where something can't be read; the sentence names it
     * @throws InterruptedException where a program that tells of this host was interrupted
     */
    default Reconciler reconciler() throws IOException, InterruptedException, RefusedException {
        return reconciler(true);
    }

    /**
     * Makes what plans and runs, by the options.
     *
     * @param needsState whether to refuse where there is no state directory
     * @throws RefusedException where an option or the configuration says what can't be
     * @throws IOException where something can't be read; the sentence names it
     * @throws InterruptedException where a program that tells of this host was interrupted
     */
    Reconciler reconciler(boolean needsState) throws IOException, InterruptedException, RefusedException;

    /**
     * Waits for the turn to change the host, and says so when that takes long.
     *
     * @param command what for
     * @throws IOException as {@link Reconciler#open}
     * @throws InterruptedException where this thread was interrupted
     */
    default Session open(Reconciler reconciler, String command) throws IOException, InterruptedException {
        return reconciler.open(command, other -> console().warning("waiting for " + other));
    }
}
