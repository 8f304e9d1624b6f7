package ckms.engine.store;

import ckms.engine.host.files.FileProblem;
import java.io.IOException;
import java.nio.file.Path;

/**
 * What is wrong with a file or a folder of ckms.
 *
 * @param path the file or the folder
 * @param what what is wrong, in words that follow the path
 * @param isDamage whether it is not what ckms made, so that nothing is lost if it is moved away; otherwise it can't be
 *     read at the moment, and may be good
 */
public record Fault(Path path, String what, boolean isDamage) {
    /** Makes the fault of what is not what ckms made. */
    public static Fault damage(Path path, String what) {
        return new Fault(path, what, true);
    }

    /** Makes the fault of what can't be read. */
    public static Fault unreadable(Path path, IOException problem) {
        String sentence = FileProblem.sentence(problem);
        boolean isNamed = sentence.startsWith(path + ": ");
        return new Fault(
                path,
                "can't be read: "
                        + (isNamed ? sentence.substring(path.toString().length() + 2) : sentence),
                false);
    }

    /** Describes the fault in a sentence that begins with the path. */
    public String sentence() {
        return path + ": " + what;
    }
}
