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
 * What there is on the host: its kernels, and what is registered, built and installed.
 *
 * @param running the running kernel, which need not be installed; modules are built for its machine
 * @param kernels the installed kernels, in order
 * @param packages the packages in the state directory, in order
 * @param ownerships who registered each package, if that is on record
 * @param markers the cells that a marker {@code ckms-disable/NAME/VERSION} disables, each with the manifest that made
 *     it
 * @param builds the records of what is built
 * @param rewritten the cells that are built otherwise than root had them built
 * @param failures the cells whose last build failed in the compiler
 * @param lostBuilds the cells that are recorded as built but are not
 * @param inventories the records of what is installed below the destination
 * @param damage for each cell that differs from its record of installation, the first difference
 * @param initramfs the built cells whose modules are needed in the initramfs
 * @param unfinished for each kernel whose modules changed, what has not been brought up to date since
 */
public record Observed(
        Kernel running,
        Map<Kernel, KernelTree> kernels,
        Map<PackageId, ObservedPackage> packages,
        Map<PackageId, Ownership> ownerships,
        Map<Cell, Owner> markers,
        Map<Cell, BuildRecord> builds,
        Set<Cell> rewritten,
        Map<Cell, FailedBuild> failures,
        Set<Cell> lostBuilds,
        Map<Cell, Inventory> inventories,
        Map<Cell, String> damage,
        Set<Cell> initramfs,
        Map<Kernel, Set<Finalizer>> unfinished) {
    /** Makes an observed state with copies of its collections. */
    public Observed {
        kernels = Collections.unmodifiableMap(new LinkedHashMap<>(kernels));
        packages = Collections.unmodifiableMap(new LinkedHashMap<>(packages));
        ownerships = Map.copyOf(ownerships);
        markers = Map.copyOf(markers);
        builds = Map.copyOf(builds);
        rewritten = Set.copyOf(rewritten);
        failures = Map.copyOf(failures);
        lostBuilds = Set.copyOf(lostBuilds);
        inventories = Map.copyOf(inventories);
        damage = Map.copyOf(damage);
        initramfs = Set.copyOf(initramfs);
        unfinished = Map.copyOf(unfinished);
    }

    /** Finds a kernel that is installed; empty if it is not. */
    public Optional<KernelTree> kernel(Kernel kernel) {
        return Optional.ofNullable(kernels.get(kernel));
    }

    /** Lists the installed kernels, in order. */
    public List<KernelTree> trees() {
        return List.copyOf(kernels.values());
    }

    /** Returns what there is of a package, even if that is nothing. */
    public ObservedPackage pkg(PackageId id) {
        ObservedPackage found = packages.get(id);
        return found == null ? ObservedPackage.none(id) : found;
    }

    /** Lists all packages in the state directory, in order. */
    public Collection<ObservedPackage> all() {
        return packages.values();
    }

    /** Finds the version of a package that is installed on a kernel; empty if none is. */
    public Optional<PackageId> installed(String name, Kernel kernel) {
        return packages.values().stream()
                .filter(pkg -> pkg.id().name().equals(name) && pkg.installed().contains(kernel))
                .map(ObservedPackage::id)
                .findFirst();
    }

    /**
     * Returns the manifest that had a cell installed, or else built; {@link Owner#NONE} if no manifest did, or there is
     * no record.
     */
    public Owner owner(Cell cell) {
        if (inventories.containsKey(cell)) {
            return inventories.get(cell).owner();
        }
        return builds.containsKey(cell) ? builds.get(cell).owner() : Owner.NONE;
    }

    /** Returns who registered a package; {@link Ownership#NOBODYS} if there is no record. */
    public Ownership ownership(PackageId pkg) {
        return ownerships.getOrDefault(pkg, Ownership.NOBODYS);
    }

    /** Lists what has not been brought up to date since a kernel's modules changed. */
    public Set<Finalizer> unfinished(Kernel kernel) {
        return unfinished.getOrDefault(kernel, Set.of());
    }
}
