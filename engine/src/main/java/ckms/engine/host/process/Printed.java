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
    /** In bytes; output beyond it is dropped. */
    static final int LIMIT = 1 << 20;

    /** Says whether the program ended with exit status 0. */
    public boolean isGood() {
        return exit == 0;
    }

    /** Returns what the program printed as one line, without white space at both ends. */
    public String said() {
        return text.strip().replaceAll("\\s*\\R\\s*", "; ");
    }

    /** Tells what kind of failure the output is about: a full disk, or something else. */
    public FailureKind kind() {
        return text.contains(FileProblem.NO_SPACE) ? FailureKind.DISK_FULL : FailureKind.OTHER;
    }
}
