package ckms.engine.plan;

import ckms.engine.graph.StepGraph;
import ckms.engine.install.Finalizer;
import ckms.engine.observe.Observed;
import ckms.model.Cell;
import ckms.model.Kernel;
import ckms.model.PackageId;
import ckms.model.plan.Blocked;
import ckms.model.plan.Plan;
import ckms.model.plan.Step;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Works out what leads from what is to what is wanted. Looks at nothing but its arguments. */
public final class Planner {
    private static final String LATE = "did not run after the last change";

    private final Observed observed;
    private final Map<Cell, String> changes;
    private final Set<Finalizer> finalizers;
    private final StepGraph graph = new StepGraph();
    private final List<Blocked> blocked = new ArrayList<>();
    private final List<Cell> unchanged = new ArrayList<>();

    private Planner(Observed observed, Map<Cell, String> changes, Set<Finalizer> finalizers) {
        this.observed = observed;
        this.changes = Map.copyOf(changes);
        this.finalizers = Set.copyOf(finalizers);
    }

    /**
     * The plan.
     *
     * @param changes the builds of which an input changed, and which one
     * @param finalizers what is to be brought up to date where modules changed
     */
    public static Plan plan(Desired desired, Observed observed, Map<Cell, String> changes, Set<Finalizer> finalizers) {
        return new Planner(observed, changes, finalizers).plan(desired);
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
        for (Kernel kernel : observed.unfinished().keySet()) {
            kernels.putIfAbsent(kernel, List.of());
        }
        kernels.forEach(this::kernel);
        return new Plan(graph.steps(), blocked, unchanged);
    }

    /** The cells of a kernel by package; the finalizers, once, after everything that changes the kernel's modules. */
    private void kernel(Kernel kernel, List<Wanted> cells) {
        var changes = new ArrayList<Step>();
        var needed = new TreeSet<PackageId>();
        for (Wanted wanted : cells.stream()
                .sorted(Comparator.comparing(wanted -> wanted.cell().cell()))
                .toList()) {
            List<Step> ofCell = cell(wanted).stream()
                    .filter(step -> step instanceof Step.Install || step instanceof Step.Uninstall)
                    .toList();
            changes.addAll(ofCell);
            if (!ofCell.isEmpty() && isNeededInInitramfs(wanted)) {
                needed.add(wanted.pkg().id());
            }
        }
        finalizers(kernel, changes, List.copyOf(needed));
    }

    private void finalizers(Kernel kernel, List<Step> changes, List<PackageId> needed) {
        Set<Finalizer> unfinished = observed.unfinished(kernel);
        List<Step> before = changes;
        if (!changes.isEmpty() && finalizers.contains(Finalizer.DEPMOD)) {
            before = finalizer(new Step.Depmod(kernel, "modules changed"), changes);
        } else if (unfinished.contains(Finalizer.DEPMOD)) {
            before = finalizer(new Step.Depmod(kernel, LATE), changes);
        }
        if (!needed.isEmpty() && finalizers.contains(Finalizer.INITRAMFS)) {
            finalizer(new Step.RefreshInitramfs(kernel, needed, "modules changed"), before);
        } else if (unfinished.contains(Finalizer.INITRAMFS)) {
            finalizer(new Step.RefreshInitramfs(kernel, List.of(), LATE), before);
        }
    }

    private List<Step> finalizer(Step finalizer, List<Step> before) {
        graph.add(finalizer);
        before.forEach(step -> graph.order(step, finalizer));
        return List.of(finalizer);
    }

    /** Whether the new modules are, or those that go. */
    private boolean isNeededInInitramfs(Wanted wanted) {
        Cell cell = wanted.cell().cell();
        return wanted.cell().initramfs()
                || observed.installed(cell.pkg().name(), cell.kernel())
                        .map(installed -> new Cell(installed, cell.kernel()))
                        .filter(observed.initramfs()::contains)
                        .isPresent();
    }

    private List<Step> cell(Wanted wanted) {
        var difference = new CellDifference(wanted.pkg(), wanted.cell(), observed, changes);
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
