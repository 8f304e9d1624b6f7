package ckms.model.recipe;

import ckms.model.Kernel;
import java.nio.file.Path;
import java.util.Map;

/**
 * The values that a recipe may refer to besides its own options.
 *
 * @param statedir the state directory, {@code %(ckms_statedir)s}; during a build, the root of the stage
 * @param destdir the folder below which modules are installed, {@code %(ckms_destdir)s}
 * @param kernel the kernel, {@code %(kernel_version)s}, {@code %(kernel_machine)s} and {@code %(kernel_arch)s}
 * @param headers the folder of the kernel's headers, {@code %(kernel_hdrdir)s}
 */
public record RecipeContext(Path statedir, Path destdir, Kernel kernel, Path headers) {
    Map<String, String> options() {
        return Map.of(
                "ckms_statedir", statedir.toString(),
                "ckms_destdir", destdir.toString(),
                "kernel_hdrdir", headers.toString(),
                "kernel_machine", kernel.machine(),
                "kernel_arch", kernel.arch(),
                "kernel_version", kernel.release());
    }
}
