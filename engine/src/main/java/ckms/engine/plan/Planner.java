package ckms.engine.plan;

import ckms.engine.graph.StepGraph;
import ckms.engine.observe.Observed;
import ckms.model.Cell;
import ckms.model.Kernel;
import ckms.model.plan.Blocked;
import ckms.model.plan.Plan;
import ckms.model.plan.Step;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Works out what leads from what is to what is wanted. Looks at nothing but its arguments. */
public final class Planner {
    private final Observed observed;
    private final boolean finalizes;
    private final StepGraph graph = new StepGraph();
    private final List<Blocked> blocked = new ArrayList<>();
    private final List<Cell> unchanged = new ArrayList<>();

    private Planner(Observed observed, boolean finalizes) {
        this.observed = observed;
        this.finalizes = finalizes;
    }

    /**
     * The plan.
     *
     * @param finalizes whether depmod is to run where modules changed
     */
    public static Plan plan(Desired desired, Observed observed, boolean finalizes) {
        return new Planner(observed, finalizes).plan(desired);
    }

    private record Wanted(DesiredPackage pkg, DesiredCell cell) {}

    private Plan plan(Desired desired) {
        Map<Kernel, List<Wanted>> kernels = new TreeMap<>();
        for (DesiredPackage pkg : desired.packages()) {
            for (DesiredCell cell : pkg.cells()) {
                kernels.computeIfAbsent(cell.cell().kernel(), kernel -> new ArrayList<>())
                        .add(new Wanted(pkg, cell));
            }
        }
        for (Kernel kernel : observed.unfinished()) {
            kernels.putIfAbsent(kernel, List.of());
        }
        kernels.forEach(this::kernel);
        return new Plan(graph.steps(), blocked, unchanged);
    }

    /** The cells of a kernel by package; depmod, once, after everything that changes the kernel's modules. */
    private void kernel(Kernel kernel, List<Wanted> cells) {
        List<Step> changes = cells.stream()
                .sorted(Comparator.comparing(wanted -> wanted.cell().cell()))
                .flatMap(wanted -> cell(wanted).stream())
                .filter(step -> step instanceof Step.Install || step instanceof Step.Uninstall)
                .toList();
        if (finalizes && !changes.isEmpty()) {
            finalizer(new Step.Depmod(kernel, "modules changed"), changes);
        } else if (observed.unfinished().contains(kernel)) {
            finalizer(new Step.Depmod(kernel, "did not run after the last change"), changes);
        }
    }

    private void finalizer(Step depmod, List<Step> changes) {
        graph.add(depmod);
        changes.forEach(step -> graph.order(step, depmod));
    }

    private List<Step> cell(Wanted wanted) {
        var difference = new CellDifference(wanted.pkg(), wanted.cell(), observed);
        Optional<Blocked> obstacle = difference.obstacle();
        if (obstacle.isPresent()) {
            blocked.add(obstacle.get());
            return List.of();
        }
        List<Step> steps = difference.steps();
        if (steps.isEmpty()) {
            unchanged.add(wanted.cell().cell());
        }
        Step previous = null;
        for (Step step : steps) {
            graph.add(step);
            if (previous != null) {
                graph.order(previous, step);
            }
            previous = step;
        }
        return steps;
    }
}
