package ckms.engine.reconcile.desired;

import ckms.model.Cell;
import ckms.model.PackageId;
import java.util.List;

/**
 * The part of what is wanted that a run is for.
 *
 * @param targets only what these addresses mean, and what that depends on; empty means all
 * @param excludes not what these addresses mean, nor what depends on it
 * @param kernel only the kernel of this release; empty means all
 */
public record Scope(List<String> targets, List<String> excludes, String kernel) {
    /** All of it. */
    public static final Scope ALL = new Scope(List.of(), List.of(), "");

    public Scope {
        targets = List.copyOf(targets);
        excludes = List.copyOf(excludes);
    }

    /** Whether that is all of it. */
    public boolean isAll() {
        return equals(ALL);
    }

    /** Whether an address, {@code NAME[=VERSION][@RELEASE[/MACHINE]]}, means a cell. */
    public static boolean means(String address, Cell cell) {
        int at = address.indexOf('@');
        String pkg = at < 0 ? address : address.substring(0, at);
        String kernel = at < 0 ? "" : address.substring(at + 1);
        return means(pkg, cell.pkg())
                && (at < 0
                        || kernel.equals(cell.kernel().release())
                        || kernel.equals(cell.kernel().toString()));
    }

    /** Whether an address without a kernel, {@code NAME[=VERSION]}, means a package. */
    static boolean means(String address, PackageId pkg) {
        return address.equals(pkg.name()) || address.equals(pkg.toString());
    }

    /** Whether a cell is among the targets, or there are none. */
    public boolean isTarget(Cell cell) {
        return targets.isEmpty() || targets.stream().anyMatch(address -> means(address, cell));
    }

    /** Whether a cell is among the excludes. */
    public boolean isExcluded(Cell cell) {
        return excludes.stream().anyMatch(address -> means(address, cell));
    }

    boolean hasKernel(Cell cell) {
        return kernel.isEmpty() || kernel.equals(cell.kernel().release());
    }

    /** Whether a cell is in it that nothing depends on and that depends on nothing. */
    public boolean includes(Cell cell) {
        return isTarget(cell) && !isExcluded(cell) && hasKernel(cell);
    }
}
