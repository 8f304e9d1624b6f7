package ckms.engine.reconcile.plan;

import ckms.engine.reconcile.desired.Desired;
import ckms.engine.reconcile.desired.DesiredCell;
import ckms.engine.reconcile.desired.DesiredPackage;
import ckms.engine.reconcile.observe.Observed;
import ckms.engine.store.BuildRecord;
import ckms.engine.store.Fault;
import ckms.engine.store.ObservedPackage;
import ckms.model.Cell;
import ckms.model.CellState;
import ckms.model.Kernel;
import ckms.model.Owner;
import ckms.model.PackageId;
import ckms.model.manifest.WantedState;
import ckms.model.plan.Blocked;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Sorts the cells on the host that no manifest lists: into those that are removed, those that another version replaces,
 * those that are kept from being removed, and those that are left alone.
 */
final class Pruning {
    private final Desired desired;
    private final Observed observed;
    private final Set<Guard> unguarded;
    private final Map<PackageId, DesiredPackage> listed = new HashMap<>();
    private final Set<Cell> wanted = new HashSet<>();
    /**
     * The cells that a manifest owns once it is applied; they count as its own, so that the next plan counts the same.
     */
    private final Map<Owner, Set<Cell>> ownWanted = new HashMap<>();
    /** The cells to install, by kernel and package name. */
    private final Map<Kernel, Map<String, Cell>> installed = new HashMap<>();

    private final List<Cell> going = new ArrayList<>();
    private final List<Cell> replaced = new ArrayList<>();
    private final List<Blocked> kept = new ArrayList<>();
    private final List<Cell> others = new ArrayList<>();
    private final Map<Owner, Boolean> most = new HashMap<>();

    Pruning(Desired desired, Situation situation) {
        this.desired = desired;
        this.observed = situation.observed();
        this.unguarded = situation.unguarded();
        for (DesiredPackage pkg : desired.packages()) {
            listed.put(pkg.id(), pkg);
            for (DesiredCell cell : pkg.cells()) {
                wanted.add(cell.cell());
                if (cell.state().level().reaches(CellState.BUILT)) {
                    ownWanted
                            .computeIfAbsent(pkg.owner(), owner -> new HashSet<>())
                            .add(cell.cell());
                }
                if (cell.state() == WantedState.INSTALLED) {
                    installed
                            .computeIfAbsent(cell.cell().kernel(), kernel -> new HashMap<>())
                            .put(pkg.id().name(), cell.cell());
                }
            }
        }
        sort();
    }

    /** Lists the cells that are removed, by kernel and package. */
    List<Cell> going() {
        return going;
    }

    /** Lists the cells that another version replaces. */
    List<Cell> replaced() {
        return replaced;
    }

    /** Lists the cells that prune would remove, with what keeps each. */
    List<Blocked> kept() {
        return kept;
    }

    /** Lists the cells that no manifest lists and that are left alone. */
    List<Cell> others() {
        return others;
    }

    /** Finds the cell with the version of a package that should be installed on a kernel; empty if none should. */
    Optional<Cell> successor(Cell old) {
        return Optional.ofNullable(
                installed.getOrDefault(old.kernel(), Map.of()).get(old.pkg().name()));
    }

    /** Lists, in order, the unlisted cells that still have a disable marker of a manifest that prunes. */
    List<Cell> strayMarkers() {
        return observed.markers().entrySet().stream()
                .filter(marker -> desired.pruning().contains(marker.getValue()))
                .map(Map.Entry::getKey)
                .filter(cell -> desired.scope().includes(cell) && !wanted.contains(cell))
                .sorted()
                .toList();
    }

    /** Says whether a manifest lists a package. */
    boolean lists(PackageId pkg) {
        return listed.containsKey(pkg);
    }

    private void sort() {
        var there = new TreeSet<Cell>(Comparator.naturalOrder());
        for (ObservedPackage pkg : observed.all()) {
            pkg.built().stream()
                    .map(kernel -> new Cell(pkg.id(), kernel))
                    .filter(cell -> !wanted.contains(cell))
                    .forEach(there::add);
        }
        observed.inventories().keySet().stream()
                .filter(cell -> !wanted.contains(cell))
                .forEach(there::add);
        var removals = new ArrayList<Cell>();
        for (Cell cell : there) {
            boolean ours = desired.pruning().contains(owner(cell));
            if (!ours || !desired.scope().includes(cell)) {
                others.add(cell);
            } else if (successor(cell).isPresent()) {
                replaced.add(cell);
            } else {
                removals.add(cell);
            }
        }
        removals.forEach(cell -> sort(cell, removals));
    }

    /**
     * Returns the owner whose manifest may remove a cell. If another version replaces it, only its build is left to
     * remove, so that the build's owner counts.
     */
    private Owner owner(Cell cell) {
        BuildRecord build = observed.builds().get(cell);
        return successor(cell).isPresent() && build != null ? build.owner() : observed.owner(cell);
    }

    private void sort(Cell cell, List<Cell> removals) {
        DesiredPackage pkg = listed.get(cell.pkg());
        boolean isProtected = pkg == null ? observed.ownership(cell.pkg()).isProtected() : pkg.isProtected();
        Optional<Fault> obscured = observed.obscured(cell);
        if (obscured.isPresent()) {
            keep(cell, Blocked.Cause.UNREADABLE, obscured.get().sentence(), pkg);
        } else if (isProtected) {
            keep(cell, Blocked.Cause.PROTECTED, "no longer in the manifest, but protected", pkg);
        } else if (isGuarded(Guard.UNMATCHED) && pkg != null && pkg.cells().isEmpty()) {
            guard(cell, Guard.UNMATCHED, "its kernels in the manifest match none", pkg);
        } else if (isGuarded(Guard.RUNNING)
                && observed.machine().runs(cell.kernel().release())) {
            guard(cell, Guard.RUNNING, "it is on the running kernel", pkg);
        } else if (isGuarded(Guard.MOST) && isMost(observed.owner(cell), removals)) {
            guard(cell, Guard.MOST, "prune would remove more than half of what the manifest owns", pkg);
        } else {
            going.add(cell);
        }
    }

    private boolean isGuarded(Guard guard) {
        return !unguarded.contains(guard);
    }

    private void guard(Cell cell, Guard guard, String why, DesiredPackage pkg) {
        keep(
                cell,
                Blocked.Cause.GUARDED,
                "no longer in the manifest, but " + why + "; " + guard.option() + " removes it",
                pkg);
    }

    private void keep(Cell cell, Blocked.Cause cause, String reason, DesiredPackage pkg) {
        kept.add(new Blocked(cell, cause, reason, Optional.ofNullable(pkg).map(DesiredPackage::kernels)));
    }

    private boolean isMost(Owner owner, List<Cell> removals) {
        return most.computeIfAbsent(owner, name -> removesMost(name, removals));
    }

    private boolean removesMost(Owner owner, List<Cell> removals) {
        var owned = new HashSet<Cell>(ownWanted.getOrDefault(owner, Set.of()));
        observed.all().stream()
                .flatMap(pkg -> pkg.built().stream().map(kernel -> new Cell(pkg.id(), kernel)))
                .filter(cell -> observed.owner(cell).equals(owner))
                .forEach(owned::add);
        long removed = removals.stream()
                .filter(cell -> observed.owner(cell).equals(owner))
                .count();
        return removed * 2 > owned.size();
    }
}
