package ckms.engine.store;

import ckms.engine.host.files.FileProblem;
import java.io.IOException;
import java.nio.file.Path;

/**
 * What is wrong with a file or a folder of ckms.
 *
 * @param path the file or the folder
 * @param what what is wrong, in words that follow the path
 * @param mend what mends it
 */
public record Fault(Path path, String what, Mend mend) {
    /** What mends a fault. */
    public enum Mend {
        /** It is not what ckms made, so that nothing is lost if it is moved away. */
        SET_ASIDE,
        /** The folder of records is too full to be read; what is no record in it can be moved away. */
        SIFT,
        /** It can't be read at the moment, and may be good. */
        NOTHING
    }

    /** Makes the fault of what is not what ckms made. */
    public static Fault damage(Path path, String what) {
        return new Fault(path, what, Mend.SET_ASIDE);
    }

    /** Makes the fault of a folder of records in which there is more than is read. */
    static Fault overfull(Path folder, String what) {
        return new Fault(folder, what, Mend.SIFT);
    }

    /** Makes the fault of what is not as it should be, and may be somebody's all the same. */
    static Fault odd(Path path, String what) {
        return new Fault(path, what, Mend.NOTHING);
    }

    /** Says whether it is not what ckms made, so that nothing is lost if it is moved away. */
    public boolean isDamage() {
        return mend == Mend.SET_ASIDE;
    }

    /** Makes the fault of what can't be read. */
    public static Fault unreadable(Path path, IOException problem) {
        String sentence = FileProblem.sentence(problem);
        boolean isNamed = sentence.startsWith(path + ": ");
        return new Fault(
                path,
                "can't be read: "
                        + (isNamed ? sentence.substring(path.toString().length() + 2) : sentence),
                Mend.NOTHING);
    }

    /** Describes the fault in a sentence that begins with the path. */
    public String sentence() {
        return path + ": " + what;
    }
}
