package ckms.engine.reconcile.plan;

import ckms.engine.reconcile.observe.Observed;
import ckms.model.Cell;
import ckms.model.Diagnostic;
import ckms.model.Kernel;
import ckms.model.Parsed;
import ckms.model.plan.Plan;
import ckms.model.plan.PlannedStep;
import ckms.model.plan.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Plans the removal of what belongs to kernels that are gone, cell by cell, and then of leftovers in the state
 * directory. If one of them can't be removed, the others still are.
 */
public final class Collecting {
    static final String GONE = "its kernel is gone";

    private Collecting() {}

    /**
     * Plans the removal.
     *
     * @return the plan; a failure if the host seems to have no kernel at all, as when a file system is not mounted
     */
    public static Parsed<Plan> plan(Observed observed) {
        if (observed.kernels().isEmpty()) {
            return Parsed.failure(Diagnostic.error(
                    "no-kernel",
                    "there is no kernel at all below the folder of modules, so that all of them would seem to be"
                            + " gone; is a file system not mounted?"));
        }
        Set<Cell> installed = new TreeSet<>(observed.inventories().keySet());
        Set<Cell> built = new TreeSet<>();
        observed.all().forEach(pkg -> {
            pkg.installed().forEach(kernel -> installed.add(new Cell(pkg.id(), kernel)));
            pkg.built().forEach(kernel -> built.add(new Cell(pkg.id(), kernel)));
        });
        installed.removeIf(cell -> !isGone(cell, observed));
        built.removeIf(cell -> !isGone(cell, observed));
        List<PlannedStep> steps = new ArrayList<>();
        installed.forEach(cell -> steps.add(new PlannedStep(uninstall(cell), List.of())));
        built.forEach(cell -> steps.add(new PlannedStep(
                new Step.Clean(cell, GONE), installed.contains(cell) ? List.of(uninstall(cell)) : List.of())));
        Set<String> releases =
                observed.kernels().keySet().stream().map(Kernel::release).collect(Collectors.toSet());
        observed.machine().running().map(Kernel::release).ifPresent(releases::add);
        List<Step> all = steps.stream().map(PlannedStep::step).toList();
        steps.add(new PlannedStep(new Step.Collect(releases, "if there are any"), all));
        return Parsed.of(Plan.of(steps));
    }

    private static Step uninstall(Cell cell) {
        return new Step.Uninstall(cell, false, GONE);
    }

    /**
     * Says whether a cell's kernel is gone. An upgrade may have removed the running kernel from the disk, but it is
     * still in use.
     */
    static boolean isGone(Cell cell, Observed observed) {
        String release = cell.kernel().release();
        return observed.kernels().keySet().stream()
                        .noneMatch(kernel -> kernel.release().equals(release))
                && !observed.machine().runs(release);
    }
}
