package ckms.model.run;

/**
 * Why something failed.
 *
 * @param sentence what happened and what to do
 * @param detail the first error of a build, with its file and line; empty where there is none
 * @param log the path of the log; empty where there is none
 */
public record Failure(String sentence, String detail, String log) {
    /** A failure that has said everything. */
    public static Failure of(String sentence) {
        return new Failure(sentence, "", "");
    }
}
