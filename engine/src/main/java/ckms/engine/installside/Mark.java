package ckms.engine.installside;

import ckms.engine.store.StateDirectory;
import ckms.model.Kernel;
import ckms.model.plan.Finalizer;
import java.util.Arrays;
import java.util.Optional;

/**
 * The mark of something that is not up to date since a kernel's modules changed. The name of its file says everything.
 */
record Mark(Kernel kernel, Finalizer finalizer) {
    String fileName() {
        return StateDirectory.fileName(kernel) + suffix(finalizer);
    }

    private static String suffix(Finalizer finalizer) {
        return "." + finalizer.word();
    }

    /** Reads the mark from the name of its file; empty if it is no name of a mark. */
    static Optional<Mark> parse(String fileName) {
        return Arrays.stream(Finalizer.values())
                .filter(finalizer -> fileName.endsWith(suffix(finalizer)))
                .findFirst()
                .flatMap(finalizer -> StateDirectory.kernel(fileName.substring(
                                0, fileName.length() - suffix(finalizer).length()))
                        .map(kernel -> new Mark(kernel, finalizer)));
    }
}
