package ckms.engine.reconcile.plan;

import ckms.engine.reconcile.observe.Observed;
import ckms.model.Cell;
import ckms.model.CellState;
import ckms.model.plan.Drift;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Finds what has changed on the host since ckms made it, going by what is on record. */
final class Drifts {
    private Drifts() {}

    /** Lists the drifts of the interesting cells, on kernels that are still installed. */
    static List<Drift> of(Observed observed, Predicate<Cell> interesting) {
        var drifts = new TreeMap<Cell, Drift>(Comparator.naturalOrder());
        for (Cell cell : observed.lostBuilds()) {
            CellState was = observed.inventories().containsKey(cell) ? CellState.INSTALLED : CellState.BUILT;
            drifts.put(cell, new Drift(cell, was, state(observed, cell), "its build is gone"));
        }
        observed.damage().forEach((cell, what) -> {
            CellState is = state(observed, cell);
            CellState effective = is == CellState.INSTALLED ? CellState.BUILT : is;
            String how = observed.lostBuilds().contains(cell) ? "its build is gone; " + what : what;
            drifts.put(cell, new Drift(cell, CellState.INSTALLED, effective, how));
        });
        return drifts.values().stream()
                .filter(drift -> observed.kernel(drift.cell().kernel()).isPresent())
                .filter(drift -> interesting.test(drift.cell()))
                .toList();
    }

    private static CellState state(Observed observed, Cell cell) {
        return observed.pkg(cell.pkg()).on(cell.kernel());
    }
}
