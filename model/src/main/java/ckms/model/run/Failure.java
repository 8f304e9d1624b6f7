package ckms.model.run;

/**
 * The reason why something failed.
 *
 * @param kind what kind of thing went wrong
 * @param sentence what happened
 * @param detail the first error of a build, with its file and line; empty if there is none
 * @param log the path of the log; empty if there is none
 */
public record Failure(FailureKind kind, String sentence, String detail, String log) {
    /** Makes a failure of {@link FailureKind#OTHER} without a detail or a log. */
    public static Failure of(String sentence) {
        return of(FailureKind.OTHER, sentence);
    }

    /** Makes a failure without a detail or a log. */
    public static Failure of(FailureKind kind, String sentence) {
        return new Failure(kind, sentence, "", "");
    }

    /** Returns the detail, or the sentence if there is no detail: what tells most in one line. */
    public String gist() {
        return detail.isEmpty() ? sentence : detail;
    }
}
