package ckms.engine.reconcile.observe;

import ckms.engine.installside.Inventory;
import ckms.engine.installside.Unreadable;
import ckms.engine.installside.Unsettled;
import ckms.engine.kernel.KernelTree;
import ckms.engine.store.BuildRecord;
import ckms.engine.store.FailedBuild;
import ckms.engine.store.Fault;
import ckms.engine.store.ObservedPackage;
import ckms.engine.store.Ownership;
import ckms.model.Cell;
import ckms.model.Diagnostic;
import ckms.model.Kernel;
import ckms.model.Machine;
import ckms.model.Owner;
import ckms.model.PackageId;
import ckms.model.Severity;
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
 * @param machine the machine, and the kernel that runs on it
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
 * @param unsettled what was interrupted and the last writer could not finish or undo
 * @param unfinished for each kernel whose modules changed, what has not been brought up to date since
 * @param unreadable the records of what is installed, or was being installed, that can't be read
 * @param faults all records and other files that can't be read; everything else goes on as if they did not exist
 */
public record Observed(
        Machine machine,
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
        List<Unsettled> unsettled,
        Map<Kernel, Set<Finalizer>> unfinished,
        List<Unreadable> unreadable,
        List<Fault> faults) {
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
        unsettled = List.copyOf(unsettled);
        unfinished = Map.copyOf(unfinished);
        unreadable = List.copyOf(unreadable);
        faults = List.copyOf(faults);
    }

    /** Finds a kernel that is installed; empty if it is not. */
    public Optional<KernelTree> kernel(Kernel kernel) {
        return Optional.ofNullable(kernels.get(kernel));
    }

    /** Lists the installed kernels, in order. */
    public List<KernelTree> trees() {
        return List.copyOf(kernels.values());
    }

    /** Returns the kernel that is told to what is for no kernel in particular. */
    public Kernel anyKernel() {
        return machine.any(List.copyOf(kernels.keySet()));
    }

    /** Returns what there is of a package, even if that is nothing. */
    public ObservedPackage pkg(PackageId id) {
        ObservedPackage found = packages.get(id);
        return found == null ? ObservedPackage.none(id) : found;
    }

    /** Tells why nothing may be changed of what is installed of a cell: a record about it can't be read. */
    public Optional<Fault> obscured(Cell cell) {
        return unreadable.stream()
                .filter(record -> record.covers(cell))
                .map(Unreadable::fault)
                .findFirst();
    }

    /** Warns of what can't be read, in one sentence; none if all can be read. */
    public List<Diagnostic> warnings() {
        if (faults.isEmpty()) {
            return List.of();
        }
        String more = faults.size() == 1 ? "" : ", and " + (faults.size() - 1) + " more can't be read";
        return List.of(new Diagnostic(
                Severity.WARNING,
                Optional.empty(),
                "unreadable",
                faults.get(0).sentence() + more + "; everything else goes on, and 'ckms doctor' tells what mends it"));
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

    /** Finds what stands in the way of installing or uninstalling anything of a cell's package on its kernel. */
    public Optional<Unsettled> unsettled(Cell cell) {
        return unsettled.stream().filter(one -> one.concerns(cell)).findFirst();
    }

    /** Lists what has not been brought up to date since a kernel's modules changed. */
    public Set<Finalizer> unfinished(Kernel kernel) {
        return unfinished.getOrDefault(kernel, Set.of());
    }
}
