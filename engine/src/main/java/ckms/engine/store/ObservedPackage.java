package ckms.engine.store;

import ckms.model.CellState;
import ckms.model.Kernel;
import ckms.model.PackageId;
import ckms.model.recipe.RecipeText;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * What the state directory holds of a package.
 *
 * @param source its source tree, or where the link to it leads if there is no tree; empty if there is no link
 * @param sourceExists whether the source tree exists
 * @param recipe the recipe that was stored; empty if there is none
 * @param built the kernels that it is built for, in order
 * @param installed the kernels on which this version is the installed one, in order
 */
public record ObservedPackage(
        PackageId id,
        Optional<Path> source,
        boolean sourceExists,
        Optional<RecipeText> recipe,
        Set<Kernel> built,
        Set<Kernel> installed) {
    /** Makes a package with its kernels in order. */
    public ObservedPackage {
        built = inOrder(built);
        installed = inOrder(installed);
    }

    private static Set<Kernel> inOrder(Set<Kernel> kernels) {
        var sorted = new LinkedHashSet<Kernel>();
        kernels.stream().sorted().forEach(sorted::add);
        return Collections.unmodifiableSet(sorted);
    }

    /** Makes a package of which nothing is there. */
    public static ObservedPackage none(PackageId id) {
        return new ObservedPackage(id, Optional.empty(), false, Optional.empty(), Set.of(), Set.of());
    }

    /** Says whether the package is registered. */
    public boolean isAdded() {
        return source.isPresent() || recipe.isPresent();
    }

    /** Returns the state of the package on a kernel. */
    public CellState on(Kernel kernel) {
        if (installed.contains(kernel) && built.contains(kernel)) {
            return CellState.INSTALLED;
        }
        if (built.contains(kernel)) {
            return CellState.BUILT;
        }
        return isAdded() ? CellState.ADDED : CellState.ABSENT;
    }
}
