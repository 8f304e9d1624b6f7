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
 * @param source its source tree, or what the link to it says where there is none; empty where there is no link
 * @param sourceExists whether that is a folder
 * @param recipe that was stored; empty where there is none
 * @param built the kernels that it is built for, in order
 * @param installed the kernels on which this version is the installed one
 */
public record ObservedPackage(
        PackageId id,
        Optional<Path> source,
        boolean sourceExists,
        Optional<RecipeText> recipe,
        Set<Kernel> built,
        Set<Kernel> installed) {
    public ObservedPackage {
        built = inOrder(built);
        installed = inOrder(installed);
    }

    private static Set<Kernel> inOrder(Set<Kernel> kernels) {
        var sorted = new LinkedHashSet<Kernel>();
        kernels.stream().sorted().forEach(sorted::add);
        return Collections.unmodifiableSet(sorted);
    }

    /** A package of which there is nothing. */
    public static ObservedPackage none(PackageId id) {
        return new ObservedPackage(id, Optional.empty(), false, Optional.empty(), Set.of(), Set.of());
    }

    /** Whether it is registered. */
    public boolean isAdded() {
        return source.isPresent() || recipe.isPresent();
    }

    /** Its state on a kernel. */
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
