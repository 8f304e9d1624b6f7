package ckms.engine.kernel;

import ckms.engine.host.Roots;
import ckms.model.Kernel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The files that the host has of one kernel: its modules and its headers.
 *
 * @param roots the root file system that it is in
 * @param folder its folder of modules, which need not exist
 * @param installed whether that folder is one of an installed kernel
 * @param headers the folder to build against, by the path that hooks are given; empty if there is none
 */
public record KernelTree(Kernel kernel, Roots roots, Path folder, boolean installed, Optional<Path> headers) {
    /** Returns the folder of the headers, or where it would be. */
    public Path build() {
        return headers.orElse(folder.resolve("build"));
    }

    /**
     * Finds a file or folder of the kernel's modules, which need not exist. Below another root, links lead to it as they
     * do there.
     *
     * @throws IOException if there are too many links on the way
     */
    public Path file(String name) throws IOException {
        return roots.within(folder.resolve(name));
    }

    /**
     * Finds a file or folder of the headers, which need not exist. Below another root, links lead to it as they do there.
     *
     * @throws IOException if there are too many links on the way
     */
    public Path header(String name) throws IOException {
        return roots.within(build().resolve(name));
    }
}
