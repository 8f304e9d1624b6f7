package ckms.model.recipe;

import java.nio.file.Path;

/**
 * One kernel module, a {@code .ko} file, that a package builds.
 *
 * @param name the module's name, without {@code .ko}
 * @param path the folder below the build folder where the build leaves it; never leads outside
 * @param dest the folder below the kernel's modules where it is installed; never leads outside
 * @param strip whether its debug information is stripped
 * @param included whether it is built and installed at all
 */
public record KernelModule(String name, Path path, Path dest, Condition strip, Condition included) {
    /** Returns the name of the module's file, {@code NAME.ko}. */
    public String fileName() {
        return name + ".ko";
    }

    /** Returns the path of the module's file, relative to the build folder and to the folder of what was built. */
    public Path file() {
        return path.resolve(fileName()).normalize();
    }
}
