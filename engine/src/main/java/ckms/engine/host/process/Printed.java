package ckms.engine.host.process;

import ckms.engine.host.files.FileProblem;
import ckms.model.run.FailureKind;
import java.io.ByteArrayOutputStream;

/**
 * What a program that prints little came to.
 *
 * @param exit its exit status
 * @param text what it printed
 */
public record Printed(int exit, String text) {
    /** In bytes; output beyond it is dropped. */
    static final int LIMIT = 1 << 20;

    /** Makes a receiver of output that keeps the beginning. */
    static OutputSink first(ByteArrayOutputStream kept) {
        return (bytes, length) -> kept.write(bytes, 0, Math.min(length, Math.max(0, LIMIT - kept.size())));
    }

    /** The most characters of output in a sentence. */
    private static final int MOST_SAID = 600;

    /** Says whether the program ended with exit status 0. */
    public boolean isGood() {
        return exit == 0;
    }

    /**
     * Returns what the program printed as part of a sentence: on one line, and, if it is long, only its beginning and its
     * end.
     */
    public String said() {
        String all = text.strip().replaceAll("\\s*\\R\\s*", "; ");
        int half = MOST_SAID / 2;
        return all.length() <= MOST_SAID
                ? all
                : all.substring(0, half).stripTrailing() + " […] "
                        + all.substring(all.length() - half).stripLeading();
    }

    /** Tells what kind of failure the output is about: a full disk, or something else. */
    public FailureKind kind() {
        return text.contains(FileProblem.NO_SPACE) ? FailureKind.DISK_FULL : FailureKind.OTHER;
    }
}
