package ckms.engine.host.process;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/** The end of what a process prints to its standard error, read in a thread of its own; the rest is dropped. */
final class Tail {
    private static final int MOST = 1 << 9;
    private static final long LAST_WORDS_MILLIS = TimeUnit.SECONDS.toMillis(1);

    private final InputStream in;
    private final Thread reading;
    private final StringBuilder kept = new StringBuilder();

    Tail(InputStream in) {
        this.in = in;
        this.reading = new Thread(this::read, "standard error");
        reading.setDaemon(true);
        reading.start();
    }

    private void read() {
        byte[] buffer = new byte[MOST];
        try {
            for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
                keep(new String(buffer, 0, length, StandardCharsets.UTF_8));
            }
        } catch (IOException nothingMoreToHear) {
            // What was heard before is kept.
        }
    }

    private synchronized void keep(String more) {
        kept.append(more);
        kept.delete(0, Math.max(0, kept.length() - MOST));
    }

    /** Returns what was kept, on one line. A process that has just ended may still be heard out; that takes no time. */
    String line() {
        boolean interrupted = Thread.interrupted();
        try {
            reading.join(LAST_WORDS_MILLIS);
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        synchronized (this) {
            return kept.toString().strip().replaceAll("\\s*\\R\\s*", "; ").replaceAll("\\p{Cntrl}", " ");
        }
    }
}
