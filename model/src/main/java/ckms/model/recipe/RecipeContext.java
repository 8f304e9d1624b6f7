package ckms.model.recipe;

import ckms.model.Kernel;
import java.nio.file.Path;
import java.util.Map;

/**
 * What a recipe may refer to beside its own options.
 *
 * @param statedir {@code %(ckms_statedir)s}; during a build that is the stage
 * @param destdir {@code %(ckms_destdir)s}
 * @param kernel {@code %(kernel_version)s}, {@code %(kernel_machine)s}, {@code %(kernel_arch)s}
 * @param headers {@code %(kernel_hdrdir)s}
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
