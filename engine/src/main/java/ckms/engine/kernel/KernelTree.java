package ckms.engine.kernel;

import ckms.model.Kernel;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What the host has of one kernel.
 *
 * @param folder its folder of modules, which need not exist
 * @param installed whether that folder is one of a kernel
 * @param headers the folder to build against, as hooks are told it; empty where there is none
 */
public record KernelTree(Kernel kernel, Path folder, boolean installed, Optional<Path> headers) {
    /** Where the headers are, or would be. */
    public Path build() {
        return headers.orElse(folder.resolve("build"));
    }
}
