package ckms.model.plan;

import ckms.model.Cell;
import java.util.ArrayList;
import java.util.List;

/**
 * The steps to do, and in which order, and what else there is to tell.
 *
 * @param steps in an order in which they could run one after the other
 * @param blocked the cells that can't reach the state that is wanted
 * @param unchanged the cells that are as they should be
 * @param drift the cells that have changed since ckms made them
 * @param undeclared the cells and packages that are there and that no manifest lists
 */
public record Plan(
        List<PlannedStep> steps,
        List<Blocked> blocked,
        List<Cell> unchanged,
        List<Drift> drift,
        List<Subject> undeclared) {
    /** Makes a plan, with copies of the lists. */
    public Plan {
        steps = List.copyOf(steps);
        blocked = List.copyOf(blocked);
        unchanged = List.copyOf(unchanged);
        drift = List.copyOf(drift);
        undeclared = List.copyOf(undeclared);
    }

    /** Makes a plan of these steps alone. */
    public static Plan of(List<PlannedStep> steps) {
        return new Plan(steps, List.of(), List.of(), List.of(), List.of());
    }

    /** Makes a plan of steps of which each waits for the one before it. */
    public static Plan inTurn(List<? extends Step> steps) {
        var planned = new ArrayList<PlannedStep>();
        List<Step> before = List.of();
        for (Step step : steps) {
            planned.add(new PlannedStep(step, before));
            before = List.of(step);
        }
        return of(planned);
    }

    /** Says whether there is no step to do. */
    public boolean isEmpty() {
        return steps.isEmpty();
    }

    /** Says whether a cell is blocked in a way that makes the run fail. */
    public boolean misses() {
        return blocked.stream().anyMatch(cell -> cell.cause().isFailure());
    }
}
