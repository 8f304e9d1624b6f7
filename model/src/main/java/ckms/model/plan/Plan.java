package ckms.model.plan;

import ckms.model.Cell;
import java.util.ArrayList;
import java.util.List;

/**
 * What is to be done, and in which order.
 *
 * @param steps in an order in which they could run one after the other
 * @param blocked what can't be done
 * @param unchanged the cells that are as they should be
 * @param drift what changed behind our back
 * @param undeclared the packages on a kernel, or by themselves, that are there and that no manifest lists
 */
public record Plan(
        List<PlannedStep> steps,
        List<Blocked> blocked,
        List<Cell> unchanged,
        List<Drift> drift,
        List<Subject> undeclared) {
    public Plan {
        steps = List.copyOf(steps);
        blocked = List.copyOf(blocked);
        unchanged = List.copyOf(unchanged);
        drift = List.copyOf(drift);
        undeclared = List.copyOf(undeclared);
    }

    /** Plans just these steps. */
    public static Plan of(List<PlannedStep> steps) {
        return new Plan(steps, List.of(), List.of(), List.of(), List.of());
    }

    /** Plans steps that each wait for the one before. */
    public static Plan inTurn(List<? extends Step> steps) {
        var planned = new ArrayList<PlannedStep>();
        List<Step> before = List.of();
        for (Step step : steps) {
            planned.add(new PlannedStep(step, before));
            before = List.of(step);
        }
        return of(planned);
    }

    /** Whether there is nothing to do. */
    public boolean isEmpty() {
        return steps.isEmpty();
    }

    /** Whether something that is wanted can't be had. */
    public boolean misses() {
        return blocked.stream().anyMatch(cell -> cell.cause().isFailure());
    }
}
