package ckms.engine.reconcile.plan;

import ckms.engine.reconcile.desired.Desired;
import ckms.engine.reconcile.desired.DesiredCell;
import ckms.engine.reconcile.desired.DesiredPackage;
import ckms.engine.reconcile.desired.Scope;
import ckms.model.Cell;
import ckms.model.PackageId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * The wanted cells that a scope leaves: its targets with their dependencies, without its excludes and their dependents.
 */
final class ScopedCells {
    private final boolean all;
    private final Set<Cell> included = new HashSet<>();

    ScopedCells(Desired desired) {
        Scope scope = desired.scope();
        this.all = scope.isAll();
        if (!all) {
            Map<Cell, List<Cell>> dependencies = new HashMap<>();
            Map<Cell, List<Cell>> dependents = new HashMap<>();
            for (DesiredPackage pkg : desired.packages()) {
                for (DesiredCell cell : pkg.cells()) {
                    for (PackageId id : cell.dependencies()) {
                        var dependency = new Cell(id, cell.cell().kernel());
                        dependencies
                                .computeIfAbsent(cell.cell(), key -> new ArrayList<>())
                                .add(dependency);
                        dependents
                                .computeIfAbsent(dependency, key -> new ArrayList<>())
                                .add(cell.cell());
                    }
                }
            }
            include(desired, scope, dependencies, dependents);
        }
    }

    private void include(
            Desired desired, Scope scope, Map<Cell, List<Cell>> dependencies, Map<Cell, List<Cell>> dependents) {
        Set<Cell> excluded = new HashSet<>();
        for (DesiredPackage pkg : desired.packages()) {
            for (DesiredCell cell : pkg.cells()) {
                if (scope.includes(cell.cell())) {
                    reach(cell.cell(), dependencies, included);
                } else if (scope.excludes(cell.cell())) {
                    reach(cell.cell(), dependents, excluded);
                }
            }
        }
        included.removeAll(excluded);
    }

    private static void reach(Cell from, Map<Cell, List<Cell>> edges, Set<Cell> reached) {
        Deque<Cell> open = new ArrayDeque<>(List.of(from));
        while (!open.isEmpty()) {
            Cell cell = open.pop();
            if (reached.add(cell)) {
                open.addAll(edges.getOrDefault(cell, List.of()));
            }
        }
    }

    boolean has(Cell cell) {
        return all || included.contains(cell);
    }

    /**
     * Says whether the scope leaves any of the cells; always so if it leaves nothing out, even if there are no cells.
     */
    <T> boolean hasAny(List<T> cells, Function<T, Cell> cell) {
        return all || cells.stream().map(cell).anyMatch(included::contains);
    }
}
