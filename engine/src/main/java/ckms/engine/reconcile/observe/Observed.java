package ckms.engine.reconcile.observe;

import ckms.engine.installside.Inventory;
import ckms.engine.kernel.KernelTree;
import ckms.engine.store.BuildRecord;
import ckms.engine.store.FailedBuild;
import ckms.engine.store.ObservedPackage;
import ckms.engine.store.Ownership;
import ckms.model.Cell;
import ckms.model.Kernel;
import ckms.model.Owner;
import ckms.model.PackageId;
import ckms.model.plan.Finalizer;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What there is on the host.
 *
 * @param running the running kernel, which need not be installed; its machine is the one that modules are built for
 * @param kernels those that are installed, in order
 * @param packages those in the state directory, in order, by their names
 * @param ownerships who registered them, where that is on record
 * @param markers the cells that a marker on the host disables, and which manifest made it
 * @param builds what is recorded of what is built
 * @param failures the builds that failed in the compiler the last time
 * @param lostBuilds the cells that are recorded as built and are not
 * @param inventories what is recorded as installed below the destination
 * @param damage for a cell that is recorded as installed, what of that is not so any more
 * @param initramfs the cells that are built and whose modules are needed in the initramfs
 * @param unfinished what is not up to date since a kernel's modules changed
 */
public record Observed(
        Kernel running,
        Map<Kernel, KernelTree> kernels,
        Map<PackageId, ObservedPackage> packages,
        Map<PackageId, Ownership> ownerships,
        Map<Cell, Owner> markers,
        Map<Cell, BuildRecord> builds,
        Map<Cell, FailedBuild> failures,
        Set<Cell> lostBuilds,
        Map<Cell, Inventory> inventories,
        Map<Cell, String> damage,
        Set<Cell> initramfs,
        Map<Kernel, Set<Finalizer>> unfinished) {
    public Observed {
        kernels = Collections.unmodifiableMap(new LinkedHashMap<>(kernels));
        packages = Collections.unmodifiableMap(new LinkedHashMap<>(packages));
        ownerships = Map.copyOf(ownerships);
        markers = Map.copyOf(markers);
        builds = Map.copyOf(builds);
        failures = Map.copyOf(failures);
        lostBuilds = Set.copyOf(lostBuilds);
        inventories = Map.copyOf(inventories);
        damage = Map.copyOf(damage);
        initramfs = Set.copyOf(initramfs);
        unfinished = Map.copyOf(unfinished);
    }

    /** A kernel that is installed; empty where it is not. */
    public Optional<KernelTree> kernel(Kernel kernel) {
        return Optional.ofNullable(kernels.get(kernel));
    }

    /** The kernels that are installed, in order. */
    public List<KernelTree> trees() {
        return List.copyOf(kernels.values());
    }

    /** A package, whether or not there is anything of it. */
    public ObservedPackage pkg(PackageId id) {
        ObservedPackage found = packages.get(id);
        return found == null ? ObservedPackage.none(id) : found;
    }

    /** All packages, in order. */
    public Collection<ObservedPackage> all() {
        return packages.values();
    }

    /** The version of a package that is installed on a kernel. */
    public Optional<PackageId> installed(String name, Kernel kernel) {
        return packages.values().stream()
                .filter(pkg -> pkg.id().name().equals(name) && pkg.installed().contains(kernel))
                .map(ObservedPackage::id)
                .findFirst();
    }

    /** Who put a cell there. */
    public Owner owner(Cell cell) {
        if (inventories.containsKey(cell)) {
            return inventories.get(cell).owner();
        }
        return builds.containsKey(cell) ? builds.get(cell).owner() : Owner.NONE;
    }

    /** Who registered a package. */
    public Ownership ownership(PackageId pkg) {
        return ownerships.getOrDefault(pkg, Ownership.NOBODYS);
    }

    /** What is not up to date since the kernel's modules changed. */
    public Set<Finalizer> unfinished(Kernel kernel) {
        return unfinished.getOrDefault(kernel, Set.of());
    }
}
