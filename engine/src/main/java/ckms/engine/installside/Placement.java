package ckms.engine.installside;

import ckms.engine.kernel.module.Compression;
import ckms.model.recipe.KernelModule;
import java.nio.file.Path;

/**
 * Where a module goes.
 *
 * @param module what goes
 * @param compression how it is compressed there
 * @param folder the folder that it goes to, from the destination
 */
record Placement(KernelModule module, Compression compression, Path folder) {
    static Placement of(KernelModule module, Compression compression, String release) {
        return new Placement(
                module, compression, Path.of(release).resolve(module.dest()).normalize());
    }

    /** The file, from the destination. */
    String target() {
        return target(compression);
    }

    /** The file as it would be called with another compression. */
    String target(Compression other) {
        return folder.resolve(module.fileName() + other.suffix()).toString();
    }

    /** The name beside a target that a file has until it is complete; nothing takes it for a module. */
    static Path beside(Path target) {
        return target.resolveSibling("." + target.getFileName() + ".ckms-new");
    }

    /** The same, of what is yet to be checked and compressed. */
    static Path plain(Path target) {
        return beside(target.resolveSibling(target.getFileName() + ".plain"));
    }
}
