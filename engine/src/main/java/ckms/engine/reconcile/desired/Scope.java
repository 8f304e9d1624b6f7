package ckms.engine.reconcile.desired;

import ckms.model.Address;
import ckms.model.Cell;
import java.util.List;
import java.util.Optional;

/**
 * The part of what is wanted that a run is for.
 *
 * @param targets only what these mean, and what that depends on; none means all
 * @param excludes not what these mean, nor what depends on it
 * @param kernel only the kernel of this release; empty means all
 */
public record Scope(List<Address> targets, List<Address> excludes, Optional<String> kernel) {
    /** All of it. */
    public static final Scope ALL = new Scope(List.of(), List.of(), Optional.empty());

    public Scope {
        targets = List.copyOf(targets);
        excludes = List.copyOf(excludes);
    }

    /** Whether that is all of it. */
    public boolean isAll() {
        return equals(ALL);
    }

    /** Whether a cell is among the excludes. */
    public boolean excludes(Cell cell) {
        return excludes.stream().anyMatch(address -> address.means(cell));
    }

    /** Whether a cell is in it that nothing depends on and that depends on nothing. */
    public boolean includes(Cell cell) {
        boolean isTarget = targets.isEmpty() || targets.stream().anyMatch(address -> address.means(cell));
        return isTarget
                && !excludes(cell)
                && kernel.filter(release -> !release.equals(cell.kernel().release()))
                        .isEmpty();
    }
}
