package ckms.engine.installside;

import ckms.engine.host.files.AtomicWrite;
import ckms.engine.kernel.module.Compression;
import ckms.model.recipe.KernelModule;
import java.nio.file.Path;

/**
 * The place of an installed module.
 *
 * @param compression how it is compressed there
 * @param folder the folder that it goes to, relative to the destination
 */
record Placement(KernelModule module, Compression compression, Path folder) {
    static Placement of(KernelModule module, Compression compression, String release) {
        return new Placement(
                module, compression, Path.of(release).resolve(module.dest()).normalize());
    }

    /** Returns the path of the file, relative to the destination. */
    String target() {
        return target(compression);
    }

    /** Returns the path that the file would have in another compression. */
    String target(Compression other) {
        return folder.resolve(module.fileName() + other.suffix()).toString();
    }

    /** Returns the name, beside a target, of a file that is not complete; nothing takes it for a module. */
    static Path beside(Path target) {
        return AtomicWrite.beside(target);
    }

    /** Returns the name, beside a target, of a file that is not yet checked and compressed. */
    static Path plain(Path target) {
        return beside(target.resolveSibling(target.getFileName() + ".plain"));
    }
}
