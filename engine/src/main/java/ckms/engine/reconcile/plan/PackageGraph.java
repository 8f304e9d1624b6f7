package ckms.engine.reconcile.plan;

import ckms.engine.reconcile.desired.Desired;
import ckms.engine.reconcile.desired.DesiredCell;
import ckms.engine.reconcile.desired.DesiredPackage;
import ckms.engine.reconcile.graph.DependencyGraph;
import ckms.engine.reconcile.observe.Observed;
import ckms.engine.store.BuildRecord;
import ckms.model.Cell;
import ckms.model.PackageId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The dependencies between packages: as the manifests say, and for what is removed, as it was built. */
final class PackageGraph {
    private final Observed observed;
    private final List<PackageId> order;
    private final DependencyGraph.Closure<PackageId> closure;

    PackageGraph(Desired desired, Observed observed, Pruning pruning) {
        this.observed = observed;
        var graph = new DependencyGraph<PackageId>();
        for (DesiredPackage pkg : desired.packages()) {
            graph.add(pkg.id());
            pkg.cells().stream()
                    .flatMap(cell -> cell.dependencies().stream())
                    .distinct()
                    .forEach(dependency -> graph.depend(pkg.id(), dependency));
        }
        for (Cell cell : pruning.going()) {
            graph.add(cell.pkg());
            recordedDependencies(cell).forEach(dependency -> graph.depend(cell.pkg(), dependency));
        }
        pruning.replaced().forEach(cell -> graph.add(cell.pkg()));
        this.order = graph.inOrder(Comparator.naturalOrder());
        this.closure = graph.closure(order);
    }

    /** Lists the packages, dependencies first. */
    List<PackageId> order() {
        return order;
    }

    /** Returns all dependencies, direct and indirect. */
    DependencyGraph.Closure<PackageId> closure() {
        return closure;
    }

    /** Lists what a cell depends on directly. */
    List<PackageId> dependencies(Cell cell, Optional<DesiredCell> wanted) {
        return wanted.map(DesiredCell::dependencies).orElseGet(() -> recordedDependencies(cell));
    }

    private List<PackageId> recordedDependencies(Cell cell) {
        BuildRecord build = observed.builds().get(cell);
        return build == null ? List.of() : build.inputs().dependencies();
    }
}
