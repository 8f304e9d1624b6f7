package ckms.engine.installside;

import ckms.model.run.Failure;
import ckms.model.run.FailureKind;

/** Thrown to end an installation that failed; the installer gives its callers the {@link Failure} instead. */
final class InstallFailedException extends Exception {
    private static final long serialVersionUID = 1;

    private final transient Failure failure;

    InstallFailedException(String sentence) {
        this(FailureKind.OTHER, sentence);
    }

    InstallFailedException(FailureKind kind, String sentence) {
        super(sentence);
        this.failure = Failure.of(kind, sentence);
    }

    Failure failure() {
        return failure;
    }
}
