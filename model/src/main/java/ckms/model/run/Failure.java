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
    /** A failure that has said everything. */
    public static Failure of(String sentence) {
        FailureKind kind = sentence.contains(FailureKind.NO_SPACE) ? FailureKind.DISK_FULL : FailureKind.OTHER;
        return new Failure(kind, sentence, "", "");
    }

    /** What to do about it; empty where the sentence says it. */
    public String advice() {
        return kind.advice();
    }
}
