package ckms.engine.buildside.worker;

import ckms.engine.host.process.Conversation;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Notices that a process has ended, or that nothing is heard of it any more. The end of its output tells neither:
 * somebody else may hold the pipe, and a process that was stopped keeps it open.
 *
 * <p>It counts beats of its own and no time, so that nobody takes for silence that this process itself was stopped.
 */
final class Pulse {
    /** How many beats a process may be silent. */
    private static final int SILENT = 60;

    /** How many beats there are to read what a process said before it ended. */
    private static final int LAST_WORDS = 2;

    private final Conversation process;
    private final Duration beat;
    private final AtomicInteger silence = new AtomicInteger();
    private volatile boolean listening;

    /**
     * Makes the pulse of a process.
     *
     * @param patience how long it may be silent
     */
    Pulse(Conversation process, Duration patience) {
        this.process = process;
        this.beat = patience.dividedBy(SILENT);
    }

    /** Says whether this process listens: only then is the other silent if nothing is heard. */
    void listen(boolean now) {
        silence.set(0);
        listening = now;
    }

    /** Waits until the process has ended, or was silent too long; says which. */
    boolean awaitEnd() throws InterruptedException {
        int ended = 0;
        while (silence.get() < SILENT && ended < LAST_WORDS) {
            Thread.sleep(beat.toMillis());
            if (listening) {
                silence.incrementAndGet();
            }
            ended += process.isRunning() ? 0 : 1;
        }
        return ended == LAST_WORDS;
    }
}
