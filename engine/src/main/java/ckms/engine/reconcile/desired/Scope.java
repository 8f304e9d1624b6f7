package ckms.engine.reconcile.desired;

import ckms.model.Address;
import ckms.model.Cell;
import java.util.List;
import java.util.Optional;

/**
 * The part of what the manifests want that a run is for.
 *
 * @param targets the cells that are asked for, together with what they depend on; none means all
 * @param excludes the cells that are left out, together with what depends on them
 * @param kernel the release of the only kernel that is asked for; empty means all kernels
 */
public record Scope(List<Address> targets, List<Address> excludes, Optional<String> kernel) {
    /** The scope that leaves nothing out. */
    public static final Scope ALL = new Scope(List.of(), List.of(), Optional.empty());

    /** Makes a scope with copies of its lists. */
    public Scope {
        targets = List.copyOf(targets);
        excludes = List.copyOf(excludes);
        // In plans that earlier versions saved, an empty text means all kernels.
        kernel = kernel.filter(release -> !release.isEmpty());
    }

    /** Says whether nothing is left out. */
    public boolean isAll() {
        return equals(ALL);
    }

    /** Says whether a cell is among the excludes. */
    public boolean excludes(Cell cell) {
        return excludes.stream().anyMatch(address -> address.means(cell));
    }

    /** Says whether a cell is in the scope by itself, whatever it depends on and whatever depends on it. */
    public boolean includes(Cell cell) {
        boolean isTarget = targets.isEmpty() || targets.stream().anyMatch(address -> address.means(cell));
        return isTarget
                && !excludes(cell)
                && kernel.filter(release -> !release.equals(cell.kernel().release()))
                        .isEmpty();
    }
}
