package ckms.engine.host;

import java.io.IOException;

/** Cleans up after an error, which stays the one that is told: what fails in cleaning up is only attached to it. */
public final class CleanUp {
    private CleanUp() {}

    /** Something to undo or close. */
    @FunctionalInterface
    public interface Action {
        /**
         * Undoes or closes it.
         *
         * @throws IOException if that fails
         */
        void run() throws IOException;
    }

    /** Runs an action after an error; if the action fails too, its error is added to the first as suppressed. */
    public static void after(Throwable first, Action action) {
        try {
            action.run();
        } catch (IOException | RuntimeException | Error second) {
            first.addSuppressed(second);
        }
    }
}
