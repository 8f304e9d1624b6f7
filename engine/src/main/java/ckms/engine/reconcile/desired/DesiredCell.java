package ckms.engine.reconcile.desired;

import ckms.model.Cell;
import ckms.model.PackageId;
import ckms.model.manifest.WantedState;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is wanted of one cell, a package on a kernel.
 *
 * @param needsHeaders whether it is a failure if the cell has to be built and the kernel has no headers
 * @param initramfs whether its modules are needed in the initramfs, or may be once they are built
 * @param network whether its hooks may use the network
 * @param dependencies the packages that have to be on the kernel before it
 * @param recipe the digest of those parts of its recipe that go into a build; empty if they are not known
 * @param targets for each module file of a build, the path where it is installed, from the destination and without a
 *     suffix of compression
 */
public record DesiredCell(
        Cell cell,
        WantedState state,
        boolean needsHeaders,
        boolean initramfs,
        boolean network,
        List<PackageId> dependencies,
        String recipe,
        Map<String, String> targets) {
    /** Makes a wanted cell with copies of its collections. */
    public DesiredCell {
        dependencies = List.copyOf(dependencies);
        targets = Collections.unmodifiableMap(new TreeMap<>(targets));
    }
}
