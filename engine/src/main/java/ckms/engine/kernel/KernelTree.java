package ckms.engine.kernel;

import ckms.model.Kernel;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The files that the host has of one kernel: its modules and its headers.
 *
 * @param folder its folder of modules, which need not exist
 * @param installed whether that folder is one of an installed kernel
 * @param headers the folder to build against, by the path that hooks are given; empty if there is none
 */
public record KernelTree(Kernel kernel, Path folder, boolean installed, Optional<Path> headers) {
    /** Returns the folder of the headers, or where it would be. */
    public Path build() {
        return headers.orElse(folder.resolve("build"));
    }
}
