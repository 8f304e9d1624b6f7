package ckms.engine.host.process;

import ckms.engine.host.files.FileProblem;
import ckms.model.run.FailureKind;

/**
 * What a program that prints little came to.
 *
 * @param exit its exit status
 * @param text what it printed
 */
public record Printed(int exit, String text) {
    /** In bytes; what is printed beyond that is not kept. */
    static final int LIMIT = 1 << 20;

    /** Whether it ended well. */
    public boolean isGood() {
        return exit == 0;
    }

    /** What it printed, without white space at both ends. */
    public String said() {
        return text.strip();
    }

    /** What kind of failure the text tells of. */
    public FailureKind kind() {
        return text.contains(FileProblem.NO_SPACE) ? FailureKind.DISK_FULL : FailureKind.OTHER;
    }
}
