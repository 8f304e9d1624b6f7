package ckms.engine.buildside.hook;

import ckms.engine.kernel.KernelTree;
import ckms.engine.settings.Settings;
import ckms.model.Cell;
import ckms.model.PackageId;
import ckms.model.config.BuildOptions;
import java.nio.file.Path;

/**
 * What hooks are told of the package and the kernel that they run for.
 *
 * @param kernel the kernel, whose headers to build against
 * @param destdir the folder below which modules are installed
 * @param depmod whether depmod may run
 * @param jobs how many jobs the hooks may run at once
 * @param options what the configuration says about all builds
 */
public record HookContext(Cell cell, KernelTree kernel, Path destdir, boolean depmod, int jobs, BuildOptions options) {
    /** Makes the context of hooks from the settings, with all jobs. */
    public static HookContext of(Settings settings, PackageId pkg, KernelTree kernel) {
        return new HookContext(
                new Cell(pkg, kernel.kernel()),
                kernel,
                settings.destdir(),
                settings.depmod(),
                settings.jobs(),
                settings.config().build());
    }

    /** Returns the folder of the kernel's headers, or where it would be. */
    public Path headers() {
        return kernel.build();
    }

    /** Returns this context with another number of jobs. */
    public HookContext withJobs(int others) {
        return new HookContext(cell, kernel, destdir, depmod, others, options);
    }
}
