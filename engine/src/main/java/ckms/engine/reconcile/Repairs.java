package ckms.engine.reconcile;

import ckms.model.plan.Finalizer;
import ckms.model.plan.Plan;
import ckms.model.plan.PlannedStep;
import ckms.model.plan.Step;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The safe repairs that an examination of a host found.
 *
 * @param all the repairs
 */
public record Repairs(List<Repair> all) {
    /** Makes repairs from a copy of the list. */
    public Repairs {
        all = List.copyOf(all);
    }

    /** Says whether there is nothing to mend. */
    public boolean isEmpty() {
        return all.isEmpty();
    }

    /** Plans the steps among the repairs: depmod first, then the initramfs of the same kernel. */
    public Plan plan() {
        List<Step.OnKernel> steps = all.stream()
                .flatMap(repair -> repair.step().stream())
                .sorted(Comparator.comparing(Step.OnKernel::kernel).thenComparing(Step.OnKernel::finalizer))
                .toList();
        var planned = new ArrayList<PlannedStep>();
        for (Step.OnKernel step : steps) {
            planned.add(new PlannedStep(step, before(step, steps)));
        }
        return Plan.of(planned);
    }

    private static List<Step> before(Step.OnKernel step, List<Step.OnKernel> steps) {
        Optional<Step.OnKernel> depmod = steps.stream()
                .filter(other -> other.kernel().equals(step.kernel()) && other.finalizer() == Finalizer.DEPMOD)
                .findFirst();
        return depmod.isPresent() && step.finalizer() != Finalizer.DEPMOD ? List.of(depmod.get()) : List.of();
    }
}
