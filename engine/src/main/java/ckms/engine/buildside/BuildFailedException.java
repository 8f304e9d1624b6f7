package ckms.engine.buildside;

import ckms.model.run.Failure;

/** Ends a build that failed; never leaves this package. */
final class BuildFailedException extends Exception {
    private static final long serialVersionUID = 1;

    private final transient Failure failure;

    BuildFailedException(String sentence) {
        this(Failure.of(sentence));
    }

    BuildFailedException(Failure failure) {
        super(failure.sentence());
        this.failure = failure;
    }

    Failure failure() {
        return failure;
    }
}
