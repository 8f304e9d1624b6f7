package ckms.model.run;

/**
 * Why something failed.
 *
 * @param kind what kind of thing went wrong
 * @param sentence what happened
 * @param detail the first error of a build, with its file and line; empty where there is none
 * @param log the path of the log; empty where there is none
 */
public record Failure(FailureKind kind, String sentence, String detail, String log) {
    /** A failure that has no kind and has said everything. */
    public static Failure of(String sentence) {
        return of(FailureKind.OTHER, sentence);
    }

    /** A failure that has said everything. */
    public static Failure of(FailureKind kind, String sentence) {
        return new Failure(kind, sentence, "", "");
    }

    /** The detail, or else the sentence: what tells most in a single line. */
    public String gist() {
        return detail.isEmpty() ? sentence : detail;
    }
}
