package ckms.engine.host.files;

import ckms.model.run.FailureKind;
import java.io.IOException;

/** A problem whose kind is known already, such as one that another process reports. */
public final class ProblemException extends IOException {
    private static final long serialVersionUID = 1;

    private final FailureKind kind;

    /** Makes a problem of a kind; the sentence names what it is about. */
    public ProblemException(FailureKind kind, String sentence) {
        super(sentence);
        this.kind = kind;
    }

    FailureKind kind() {
        return kind;
    }
}
