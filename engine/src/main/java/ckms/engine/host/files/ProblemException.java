package ckms.engine.host.files;

import ckms.model.run.FailureKind;
import java.io.IOException;

/** A problem of which the kind is known where it is told, as by another process. */
public final class ProblemException extends IOException {
    private static final long serialVersionUID = 1;

    private final FailureKind kind;

    /** A problem of that kind; the sentence names what it is about. */
    public ProblemException(FailureKind kind, String sentence) {
        super(sentence);
        this.kind = kind;
    }

    FailureKind kind() {
        return kind;
    }
}
