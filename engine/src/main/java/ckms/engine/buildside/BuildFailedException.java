package ckms.engine.buildside;

import ckms.model.run.Failure;

/** Thrown to end a build that failed; the build side gives its callers the {@link Failure} instead. */
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
