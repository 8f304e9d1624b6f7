package ckms.engine.buildside;

import ckms.engine.buildside.hook.HookContext;
import ckms.engine.host.process.Confinement;
import ckms.engine.inputs.Input;
import ckms.engine.kernel.KernelTree;
import ckms.engine.settings.Settings;
import ckms.engine.store.StateDirectory;
import ckms.model.Cell;
import ckms.model.Owner;
import ckms.model.PackageId;
import ckms.model.recipe.Hook;
import ckms.model.recipe.KernelModule;
import ckms.model.recipe.Recipe;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * An order to build one cell, with all that the build needs.
 *
 * @param context what its hooks are told of the package and the kernel
 * @param recipe the recipe, evaluated with the paths of this build's stage
 * @param served whether a job server lends jobs to its makes, because the recipe does not count jobs itself
 * @param signingKey the certificate of the key that modules are signed with; its digest is empty if they are not signed
 * @param dependencies the packages whose symbols the build may use
 * @param owner the manifest that has it built
 * @param cacheBytes the most bytes that the cache of results may take; 0 if no cache is used
 * @param restorable the digests of the modules of each result that may be brought back from the cache, by their files'
 *     paths below the folder of what was built; empty if any may
 * @param hookTimeout the longest that one hook may run
 * @param confinement the limits of all that the recipe runs; empty if no sandbox is used
 */
public record BuildOrder(
        HookContext context,
        Recipe recipe,
        boolean served,
        Input signingKey,
        List<PackageId> dependencies,
        Owner owner,
        long cacheBytes,
        Optional<Set<Map<String, String>>> restorable,
        Duration hookTimeout,
        Optional<Confinement> confinement) {
    /** Makes an order with copies of the collections. */
    public BuildOrder {
        dependencies = List.copyOf(dependencies);
        restorable = restorable.map(Set::copyOf);
    }

    /** Makes an order from the settings, with all jobs, without a job server, and with any result of the cache. */
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
                false,
                signingKey,
                dependencies,
                owner,
                settings.cacheBytes(),
                Optional.empty(),
                settings.hookTimeout(),
                settings.confinement(
                        List.of(settings.state()
                                .stage(new Cell(pkg, kernel.kernel()))
                                .versions(pkg.name())),
                        pkg,
                        kernel,
                        recipe.network()));
    }

    /**
     * Returns this order with another number of jobs.
     *
     * @param isServed whether a job server lends jobs to its makes
     */
    public BuildOrder with(int jobs, boolean isServed) {
        return new BuildOrder(
                context.withJobs(jobs),
                recipe,
                isServed,
                signingKey,
                dependencies,
                owner,
                cacheBytes,
                restorable,
                hookTimeout,
                confinement);
    }

    /** Returns this order with some results, or any, that may be brought back from the cache. */
    public BuildOrder bringingBack(Optional<Set<Map<String, String>>> known) {
        return new BuildOrder(
                context, recipe, served, signingKey, dependencies, owner, cacheBytes, known, hookTimeout, confinement);
    }

    /** Says whether a result with modules of some digests may be brought back from the cache. */
    public boolean mayBringBack(Map<String, String> digests) {
        return restorable.isEmpty() || restorable.get().contains(digests);
    }

    /** Returns the cell to build. */
    public Cell cell() {
        return context.cell();
    }

    /** Returns the longest that all hooks, conditions and programs of the build may run together. */
    public Duration longest() {
        int ofModule = 3;
        return hookTimeout.multipliedBy(
                Hook.values().length + (long) ofModule * recipe.modules().size() + 1);
    }

    /**
     * Returns where the modules of the recipe are when they are signed, relative to the state directory's root, by their
     * files' paths below the folder of what is built.
     */
    public Map<String, Path> staged(StateDirectory state) {
        Path result = state.stage(cell()).built(cell());
        return recipe.modules().stream()
                .map(KernelModule::file)
                .collect(Collectors.toMap(
                        Path::toString, file -> state.root().relativize(result.resolve(file)), (one, same) -> one));
    }

    /** Returns the modules and headers of the kernel to build for. */
    public KernelTree kernel() {
        return context.kernel();
    }
}
