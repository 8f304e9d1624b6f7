package ckms.engine.state;

import ckms.model.CellState;
import ckms.model.Kernel;
import ckms.model.PackageId;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What the state directory holds of a package.
 *
 * @param source what its source link says; empty where there is none
 * @param sourceExists whether that is a folder
 * @param recipe the text of its stored recipe; empty where there is none
 * @param built the kernels that it is built for
 * @param installed the kernels on which this version is the installed one
 */
public record ObservedPackage(
        PackageId id,
        Optional<Path> source,
        boolean sourceExists,
        Optional<String> recipe,
        SortedSet<Kernel> built,
        SortedSet<Kernel> installed) {
    public ObservedPackage {
        built = Collections.unmodifiableSortedSet(new TreeSet<>(built));
        installed = Collections.unmodifiableSortedSet(new TreeSet<>(installed));
    }

    /** A package of which there is nothing. */
    public static ObservedPackage none(PackageId id) {
        return new ObservedPackage(id, Optional.empty(), false, Optional.empty(), new TreeSet<>(), new TreeSet<>());
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
