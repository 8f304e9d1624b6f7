package ckms.engine.reconcile.desired;

import ckms.model.Cell;
import ckms.model.PackageId;
import ckms.model.manifest.WantedState;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is wanted of one cell.
 *
 * @param needsHeaders whether it is a failure where it has to be built and the kernel has no headers
 * @param initramfs whether its modules are needed in the initramfs, or may be once they are built
 * @param dependencies the packages that have to be there on the kernel before it
 * @param recipe the digest of what of its recipe goes into a build; empty where that is not known
 * @param targets by the file that a build leaves, where it is installed, from the destination and not compressed
 */
public record DesiredCell(
        Cell cell,
        WantedState state,
        boolean needsHeaders,
        boolean initramfs,
        List<PackageId> dependencies,
        String recipe,
        Map<String, String> targets) {
    public DesiredCell {
        dependencies = List.copyOf(dependencies);
        targets = Collections.unmodifiableMap(new TreeMap<>(targets));
    }
}
