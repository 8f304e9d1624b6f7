package ckms.engine.reconcile.desired;

import ckms.model.Cell;
import ckms.model.Owner;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the manifests want on this host.
 *
 * @param pruning the manifests with prune, which remove what they own and no longer list
 * @param packages the listed packages, in order
 * @param scope the part of it that is asked for
 */
public record Desired(Set<Owner> pruning, List<DesiredPackage> packages, Scope scope) {
    /** Makes a wanted state with copies of its collections. */
    public Desired {
        pruning = Collections.unmodifiableSet(new TreeSet<>(pruning));
        packages = List.copyOf(packages);
    }

    /** Finds what is wanted of a cell; empty if no manifest lists it. */
    public Optional<DesiredCell> cell(Cell cell) {
        return packages.stream()
                .filter(pkg -> pkg.id().equals(cell.pkg()))
                .flatMap(pkg -> pkg.cells().stream())
                .filter(wanted -> wanted.cell().equals(cell))
                .findFirst();
    }

    /** Checks again whether the source folders exist, and returns the result. */
    public Desired asSourcesAre() {
        return new Desired(
                pruning, packages.stream().map(DesiredPackage::asItsSourceIs).toList(), scope);
    }
}
