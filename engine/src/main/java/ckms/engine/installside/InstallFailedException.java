package ckms.engine.installside;

/** Ends an installation that failed; never leaves this package. */
final class InstallFailedException extends Exception {
    private static final long serialVersionUID = 1;

    InstallFailedException(String sentence) {
        super(sentence);
    }
}
