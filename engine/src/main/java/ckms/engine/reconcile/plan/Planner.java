package ckms.engine.reconcile.plan;

import ckms.engine.installside.Inventory;
import ckms.engine.reconcile.desired.Desired;
import ckms.engine.reconcile.desired.DesiredCell;
import ckms.engine.reconcile.desired.DesiredPackage;
import ckms.engine.reconcile.observe.Observed;
import ckms.engine.reconcile.plan.Places.Place;
import ckms.model.Cell;
import ckms.model.Kernel;
import ckms.model.PackageId;
import ckms.model.plan.Plan;
import ckms.model.plan.PlannedStep;
import ckms.model.plan.Step;
import ckms.model.plan.Subject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Works out the steps from what there is to what is wanted. It looks at nothing but its arguments. */
public final class Planner {
    static final String UNLISTED = "no longer in the manifest";

    private final Desired desired;
    private final Observed observed;
    private final PackageSteps packageSteps;
    private final Pruning pruning;
    private final ScopedCells scope;
    private final PackageGraph graph;
    private final Decisions decisions;
    private final Finalizing finalizing;

    private Planner(Desired desired, Situation situation) {
        this.desired = desired;
        this.observed = situation.observed();
        this.packageSteps = new PackageSteps(desired, observed);
        this.pruning = new Pruning(desired, situation);
        this.scope = new ScopedCells(desired);
        this.graph = new PackageGraph(desired, observed, pruning);
        this.decisions = new Decisions(desired, situation, pruning, scope);
        this.finalizing = new Finalizing(observed, situation.finalizers());
    }

    /** Makes the plan; it is always the same for the same arguments. */
    public static Plan plan(Desired desired, Situation situation) {
        return new Planner(desired, situation).plan();
    }

    private Plan plan() {
        var places = new Places(desired, observed, graph.order(), scope, pruning).byKernel();
        places.values().forEach(decisions::decide);
        Map<PackageId, Step.Add> adds = adds();
        List<PlannedStep> steps = new ArrayList<>();
        adds.values().forEach(add -> steps.add(new PlannedStep(add, List.of())));
        steps.addAll(adoptions(adds));
        places.forEach((kernel, ofKernel) -> steps.addAll(kernel(kernel, ofKernel, adds)));
        steps.addAll(new Removals(desired, observed, scope, pruning).of(graph.order(), steps));
        return new Plan(
                steps,
                decisions.blocked(),
                decisions.unchanged(adds),
                Drifts.of(observed, decisions::concerns),
                undeclared());
    }

    /** Plans the registration of the packages that have to be known, dependencies first. */
    private Map<PackageId, Step.Add> adds() {
        Map<PackageId, DesiredPackage> packages = new HashMap<>();
        desired.packages().forEach(pkg -> packages.put(pkg.id(), pkg));
        Map<PackageId, Step.Add> adds = new LinkedHashMap<>();
        for (PackageId id : graph.order()) {
            DesiredPackage pkg = packages.get(id);
            if (pkg != null && isNeeded(pkg)) {
                packageSteps.add(pkg).ifPresent(add -> adds.put(id, add));
            }
        }
        return adds;
    }

    private boolean isNeeded(DesiredPackage pkg) {
        boolean nowhere =
                pkg.keeps() && pkg.cells().isEmpty() && desired.scope().isAll();
        return nowhere
                || pkg.cells().stream().anyMatch(cell -> cell.state().keepsPackage() && decisions.has(cell.cell()));
    }

    private List<PlannedStep> adoptions(Map<PackageId, Step.Add> adds) {
        Set<Cell> made = Set.copyOf(decisions.made());
        return desired.packages().stream()
                .filter(pkg -> scope.hasAny(pkg.cells(), DesiredCell::cell))
                .flatMap(pkg -> packageSteps.adopt(pkg, adds.containsKey(pkg.id()), decided(pkg), made).stream())
                .map(step -> new PlannedStep(step, List.of()))
                .toList();
    }

    private List<DesiredCell> decided(DesiredPackage pkg) {
        return pkg.cells().stream().filter(cell -> decisions.has(cell.cell())).toList();
    }

    private List<PlannedStep> kernel(Kernel kernel, List<Place> places, Map<PackageId, Step.Add> adds) {
        var ordered = new KernelSteps(graph.closure(), adds);
        var affected = new ArrayList<DesiredCell>();
        Map<String, PackageId> going = goingFiles(places);
        for (Place place : places) {
            Cell cell = place.cell();
            List<Step.OnCell> steps = decisions.of(cell);
            place.wanted().ifPresent(wanted -> makeRoom(wanted, going, ordered));
            ordered.take(cell.pkg(), graph.dependencies(cell, place.wanted()), steps);
            decisions.replacement(cell).ifPresent(install -> ordered.cleanAfter(cell.pkg(), install));
            place.wanted().filter(wanted -> !steps.isEmpty()).ifPresent(affected::add);
        }
        List<PlannedStep> steps = new ArrayList<>(ordered.inOrder());
        pruning.strayMarkers().stream()
                .filter(cell -> cell.kernel().equals(kernel))
                .map(cell -> new Step.Enable(cell, observed.markers().get(cell), UNLISTED))
                .forEach(enable -> steps.add(new PlannedStep(enable, List.of())));
        List<Step> changes = steps.stream()
                .map(PlannedStep::step)
                .filter(step -> step.action().changesModules())
                .toList();
        steps.addAll(finalizing.after(kernel, ordered.lastChanges(), changes, affected));
        return steps;
    }

    /** Makes a cell that takes the place of another package's file wait until that file is removed. */
    private static void makeRoom(DesiredCell wanted, Map<String, PackageId> going, KernelSteps ordered) {
        PackageId pkg = wanted.cell().pkg();
        wanted.targets().values().stream()
                .map(going::get)
                .filter(other -> other != null && !other.equals(pkg))
                .distinct()
                .sorted()
                .forEach(other -> ordered.installAfter(pkg, other));
    }

    /** Finds the files that are uninstalled from a kernel, each with its package. */
    private Map<String, PackageId> goingFiles(List<Place> places) {
        Map<String, PackageId> going = new HashMap<>();
        for (Place place : places) {
            Inventory inventory = observed.inventories().get(place.cell());
            boolean goes = decisions.of(place.cell()).stream().anyMatch(Step.Uninstall.class::isInstance);
            if (goes && inventory != null) {
                inventory
                        .targets()
                        .forEach(target -> going.put(target, place.cell().pkg()));
            }
        }
        return going;
    }

    private List<Subject> undeclared() {
        var undeclared = new ArrayList<Subject>();
        pruning.others().forEach(cell -> undeclared.add(new Subject.OfCell(cell)));
        observed.all().stream()
                .filter(pkg -> pkg.isAdded() && pkg.built().isEmpty() && !pruning.lists(pkg.id()))
                .filter(pkg ->
                        !desired.pruning().contains(observed.ownership(pkg.id()).owner()))
                .forEach(pkg -> undeclared.add(new Subject.OfPackage(pkg.id())));
        return undeclared;
    }
}
