package ckms.engine.buildside;

import ckms.engine.buildside.hook.HookContext;
import ckms.engine.inputs.Input;
import ckms.engine.kernel.KernelTree;
import ckms.engine.settings.Settings;
import ckms.model.Cell;
import ckms.model.Owner;
import ckms.model.PackageId;
import ckms.model.recipe.Recipe;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What to build, and with what.
 *
 * @param context what its hooks are told
 * @param recipe as it reads for the build in its stage
 * @param modules the kernel's folder of modules
 * @param served whether its makes are lent more jobs by a job server, since the recipe does not count jobs itself
 * @param signingKey the certificate of the key that modules are signed with; its digest is empty where they are not
 * @param dependencies the packages whose symbols the build may use
 * @param owner who has it built
 * @param cacheBytes how large the cache of results may become; none is used where that is 0
 * @param hookTimeout the most that one hook may take
 */
public record BuildOrder(
        HookContext context,
        Recipe recipe,
        Path modules,
        boolean served,
        Input signingKey,
        List<PackageId> dependencies,
        Owner owner,
        long cacheBytes,
        Duration hookTimeout) {
    public BuildOrder {
        dependencies = List.copyOf(dependencies);
    }

    /** Orders a build as the settings say, with all jobs and without a job server. */
    public static BuildOrder of(
            Settings settings,
            PackageId pkg,
            Recipe recipe,
            KernelTree kernel,
            Input signingKey,
            List<PackageId> dependencies,
            Owner owner) {
        return new BuildOrder(
                HookContext.of(settings, pkg, kernel),
                recipe,
                kernel.folder(),
                false,
                signingKey,
                dependencies,
                owner,
                settings.cacheBytes(),
                settings.hookTimeout());
    }

    /** Orders it with other jobs. */
    public BuildOrder with(int jobs, boolean isServed) {
        return new BuildOrder(
                context.withJobs(jobs),
                recipe,
                modules,
                isServed,
                signingKey,
                dependencies,
                owner,
                cacheBytes,
                hookTimeout);
    }

    /** What is built, on which kernel. */
    public Cell cell() {
        return context.cell();
    }

    /** What the host has of the kernel that it is built for. */
    KernelTree kernel() {
        return new KernelTree(cell().kernel(), modules, true, Optional.of(context.headers()));
    }
}
