package ckms.engine.reconcile.plan;

import ckms.engine.reconcile.desired.Desired;
import ckms.engine.reconcile.desired.DesiredCell;
import ckms.engine.reconcile.desired.DesiredPackage;
import ckms.engine.reconcile.observe.Observed;
import ckms.model.Cell;
import ckms.model.Kernel;
import ckms.model.PackageId;
import ckms.model.manifest.WantedState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The cells that may need steps, kernel by kernel: those that are wanted there, and those that go. */
final class Places {
    private final Map<Kernel, List<Place>> kernels = new HashMap<>();

    /** A cell that may need steps, with what is wanted of it; empty if it goes. */
    record Place(Cell cell, Optional<DesiredPackage> pkg, Optional<DesiredCell> wanted) {
        boolean isToBeInstalled() {
            return wanted.filter(cell -> cell.state() == WantedState.INSTALLED).isPresent();
        }
    }

    /** Finds the places; {@code order} has dependencies first. */
    Places(Desired desired, Observed observed, List<PackageId> order, ScopedCells scope, Pruning pruning) {
        Map<PackageId, DesiredPackage> packages = new HashMap<>();
        desired.packages().forEach(pkg -> packages.put(pkg.id(), pkg));
        Map<PackageId, List<Cell>> leaving = new HashMap<>();
        Stream.concat(pruning.going().stream(), pruning.replaced().stream())
                .forEach(cell -> leaving.computeIfAbsent(cell.pkg(), id -> new ArrayList<>())
                        .add(cell));
        for (PackageId id : order) {
            Optional<DesiredPackage> pkg = Optional.ofNullable(packages.get(id));
            for (DesiredCell cell : pkg.map(DesiredPackage::cells).orElse(List.of())) {
                if (scope.has(cell.cell())) {
                    on(cell.cell().kernel()).add(new Place(cell.cell(), pkg, Optional.of(cell)));
                }
            }
            for (Cell cell : leaving.getOrDefault(id, List.of())) {
                on(cell.kernel()).add(new Place(cell, pkg, Optional.empty()));
            }
        }
        observed.unfinished().keySet().forEach(this::on);
        pruning.strayMarkers().forEach(cell -> on(cell.kernel()));
    }

    private List<Place> on(Kernel kernel) {
        return kernels.computeIfAbsent(kernel, key -> new ArrayList<>());
    }

    /** Returns the places by kernel, dependencies first. */
    SortedMap<Kernel, List<Place>> byKernel() {
        return new TreeMap<>(kernels);
    }
}
