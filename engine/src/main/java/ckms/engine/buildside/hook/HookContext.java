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
 * @param headers the folder of the kernel's headers, to build against
 * @param destdir the folder below which modules are installed
 * @param depmod whether depmod may run
 * @param jobs how many jobs the hooks may run at once
 * @param options what the configuration says about all builds
 */
public record HookContext(Cell cell, Path headers, Path destdir, boolean depmod, int jobs, BuildOptions options) {
    /** Makes the context of hooks from the settings, with all jobs. */
    public static HookContext of(Settings settings, PackageId pkg, KernelTree kernel) {
        return new HookContext(
                new Cell(pkg, kernel.kernel()),
                kernel.build(),
                settings.destdir(),
                settings.depmod(),
                settings.jobs(),
                settings.config().build());
    }

    /** Returns this context with another number of jobs. */
    public HookContext withJobs(int others) {
        return new HookContext(cell, headers, destdir, depmod, others, options);
    }
}
