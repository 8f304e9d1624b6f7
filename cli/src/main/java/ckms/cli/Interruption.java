package ckms.cli;

import ckms.engine.host.process.Processes;
import java.util.concurrent.TimeUnit;

/** Handles SIGINT and SIGTERM: interrupts the work, ends its processes, and gives it time to tidy up. */
final class Interruption {
    private static final long TIDY_SECONDS = 15;

    private final Thread working;
    private final Thread hook;

    Interruption(Thread working, Processes processes) {
        this.working = working;
        this.hook = new Thread(() -> stop(processes), "interruption");
    }

    void install() {
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** Says whether the work ended by itself; if not, the JVM is ending with the signal's exit code. */
    boolean uninstall() {
        try {
            return Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException alreadyEnding) {
            return false;
        }
    }

    private void stop(Processes processes) {
        working.interrupt();
        processes.endAll();
        try {
            working.join(TimeUnit.SECONDS.toMillis(TIDY_SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
