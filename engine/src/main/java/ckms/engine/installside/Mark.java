package ckms.engine.installside;

import ckms.engine.store.StateDirectory;
import ckms.model.Kernel;
import ckms.model.plan.Finalizer;
import java.util.Arrays;
import java.util.Optional;

/** Something that is not up to date since a kernel's modules changed. Its file's name says all. */
record Mark(Kernel kernel, Finalizer finalizer) {
    String fileName() {
        return StateDirectory.fileName(kernel) + suffix(finalizer);
    }

    private static String suffix(Finalizer finalizer) {
        return "." + finalizer.word();
    }

    /** The mark whose file has that name; empty where none has. */
    static Optional<Mark> parse(String fileName) {
        return Arrays.stream(Finalizer.values())
                .filter(finalizer -> fileName.endsWith(suffix(finalizer)))
                .findFirst()
                .flatMap(finalizer -> StateDirectory.kernel(fileName.substring(
                                0, fileName.length() - suffix(finalizer).length()))
                        .map(kernel -> new Mark(kernel, finalizer)));
    }
}
