package ckms.engine.reconcile.plan;

import ckms.engine.installside.Inventory;
import ckms.engine.reconcile.desired.Desired;
import ckms.engine.reconcile.desired.DesiredCell;
import ckms.engine.reconcile.desired.DesiredPackage;
import ckms.engine.reconcile.graph.DependencyGraph;
import ckms.engine.reconcile.observe.Observed;
import ckms.engine.store.BuildRecord;
import ckms.model.Cell;
import ckms.model.Kernel;
import ckms.model.PackageId;
import ckms.model.manifest.WantedState;
import ckms.model.plan.Blocked;
import ckms.model.plan.Plan;
import ckms.model.plan.PlannedStep;
import ckms.model.plan.Step;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Works out what leads from what is to what is wanted. Looks at nothing but its arguments. */
public final class Planner {
    static final String UNLISTED = "no longer in the manifest";

    private final Desired desired;
    private final Situation situation;
    private final Observed observed;
    private final PackageSteps packageSteps;
    private final Pruning pruning;
    private final ScopedCells scope;
    private final InstalledVersions versions;
    private final Finalizing finalizing;

    private final Map<PackageId, Step> adds = new LinkedHashMap<>();
    private final Map<Cell, List<Step>> cells = new HashMap<>();
    private final Map<Cell, Blocked> blocked = new HashMap<>();
    private final List<Cell> unchanged = new ArrayList<>();

    private Planner(Desired desired, Situation situation) {
        this.desired = desired;
        this.situation = situation;
        this.observed = situation.observed();
        this.packageSteps = new PackageSteps(observed);
        this.pruning = new Pruning(desired, situation);
        this.scope = new ScopedCells(desired);
        this.versions = new InstalledVersions(observed);
        this.finalizing = new Finalizing(observed, situation.finalizers());
    }

    /** The plan: always the same for the same arguments. */
    public static Plan plan(Desired desired, Situation situation) {
        return new Planner(desired, situation).plan();
    }

    /** A package on a kernel: what is wanted of it, or nothing where it goes. */
    private record Place(PackageId id, Optional<DesiredPackage> pkg, Optional<DesiredCell> wanted) {}

    private Plan plan() {
        DependencyGraph<PackageId> graph = graph();
        List<PackageId> order = graph.inOrder(Comparator.naturalOrder());
        Map<Kernel, List<Place>> kernels = kernels(order);
        kernels.forEach((kernel, places) -> decide(kernel, places));
        addPackages(order);
        unchanged.removeIf(cell -> adds.get(cell.pkg()) instanceof Step.Add add && !add.refresh());
        List<PlannedStep> steps = new ArrayList<>();
        adds.values().forEach(add -> steps.add(new PlannedStep(add, List.of())));
        steps.addAll(adoptions());
        var closure = graph.closure(order);
        kernels.forEach((kernel, places) -> steps.addAll(kernel(kernel, places, closure)));
        steps.addAll(new Removals(desired, observed, scope, pruning).of(order, steps));
        return new Plan(
                steps,
                blockedInOrder(),
                unchanged,
                Drifts.of(observed, cell -> cells.containsKey(cell) || blocked.containsKey(cell)),
                undeclared());
    }

    /** What depends on what: as the manifests say, and for what goes, as it was built. */
    private DependencyGraph<PackageId> graph() {
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
        return graph;
    }

    private List<PackageId> recordedDependencies(Cell cell) {
        BuildRecord build = observed.builds().get(cell);
        return build == null ? List.of() : build.inputs().dependencies();
    }

    /** The packages on each kernel, dependencies first. */
    private Map<Kernel, List<Place>> kernels(List<PackageId> order) {
        Map<PackageId, DesiredPackage> packages = new HashMap<>();
        desired.packages().forEach(pkg -> packages.put(pkg.id(), pkg));
        Map<PackageId, List<Cell>> leaving = new HashMap<>();
        pruning.going()
                .forEach(cell -> leaving.computeIfAbsent(cell.pkg(), id -> new ArrayList<>())
                        .add(cell));
        pruning.replaced()
                .forEach(cell -> leaving.computeIfAbsent(cell.pkg(), id -> new ArrayList<>())
                        .add(cell));
        Map<Kernel, List<Place>> kernels = new HashMap<>();
        for (PackageId id : order) {
            Optional<DesiredPackage> pkg = Optional.ofNullable(packages.get(id));
            for (DesiredCell cell : pkg.map(DesiredPackage::cells).orElse(List.of())) {
                if (scope.has(cell.cell())) {
                    at(kernels, cell.cell().kernel()).add(new Place(id, pkg, Optional.of(cell)));
                }
            }
            for (Cell cell : leaving.getOrDefault(id, List.of())) {
                at(kernels, cell.kernel()).add(new Place(id, pkg, Optional.empty()));
            }
        }
        observed.unfinished().keySet().forEach(kernel -> at(kernels, kernel));
        observed.markers().keySet().stream().filter(this::isMarkerOfNobody).forEach(cell -> at(kernels, cell.kernel()));
        pruning.kept().forEach(kept -> blocked.put(kept.cell(), kept));
        return new TreeMap<>(kernels);
    }

    private static List<Place> at(Map<Kernel, List<Place>> kernels, Kernel kernel) {
        return kernels.computeIfAbsent(kernel, key -> new ArrayList<>());
    }

    /** The manifest's own marker for what it does not list any more. */
    private boolean isMarkerOfNobody(Cell cell) {
        return desired.pruning().contains(observed.markers().get(cell))
                && desired.scope().includes(cell)
                && !pruning.wants(cell);
    }

    private static boolean isInstalled(Place place) {
        return place.wanted()
                .filter(wanted -> wanted.state() == WantedState.INSTALLED)
                .isPresent();
    }

    /** What is to be installed depends on nothing that is not; what it replaces is decided after it. */
    private void decide(Kernel kernel, List<Place> places) {
        places.stream().filter(Planner::isInstalled).forEach(this::decide);
        places.stream()
                .filter(place -> place.wanted().isPresent() && !isInstalled(place))
                .forEach(this::decide);
        places.stream().filter(place -> place.wanted().isEmpty()).forEach(place -> {
            var cell = new Cell(place.id(), kernel);
            cells.put(cell, leaving(cell));
        });
    }

    private void decide(Place place) {
        DesiredCell wanted = place.wanted().orElseThrow();
        Cell cell = wanted.cell();
        DesiredPackage pkg = place.pkg().orElseThrow();
        var difference = new CellDifference(pkg, wanted, observed, around(wanted));
        Optional<Blocked> obstacle = difference.obstacle(packageSteps.mustAdd(pkg));
        if (obstacle.isPresent()) {
            blocked.put(cell, obstacle.get());
            return;
        }
        List<Step> steps = difference.steps();
        cells.put(cell, steps);
        if (steps.isEmpty()) {
            unchanged.add(cell);
        }
    }

    private CellDifference.Surroundings around(DesiredCell wanted) {
        Kernel kernel = wanted.cell().kernel();
        return new CellDifference.Surroundings(
                Optional.ofNullable(situation.changes().get(wanted.cell())),
                Optional.ofNullable(situation.failing().get(wanted.cell()))
                        .filter(error -> !situation.unguarded().contains(Guard.FAILED)),
                versions.installed(wanted.cell().pkg().name(), kernel),
                successorsInstall(wanted.cell()).isPresent(),
                wanted.dependencies().stream()
                        .filter(id -> cells.getOrDefault(new Cell(id, kernel), List.of()).stream()
                                .anyMatch(Step.Build.class::isInstance))
                        .findFirst(),
                wanted.dependencies().stream()
                        .map(id -> blocked.get(new Cell(id, kernel)))
                        .filter(Objects::nonNull)
                        .findFirst());
    }

    /** The step that puts another version in a cell's place. */
    private Optional<Step> successorsInstall(Cell cell) {
        return pruning.successor(cell)
                .filter(successor -> !successor.equals(cell))
                .flatMap(successor -> cells.getOrDefault(successor, List.of()).stream()
                        .filter(step -> step instanceof Step.Install install
                                && install.replaced().equals(cell.pkg().version()))
                        .findFirst());
    }

    /** What is left of a cell that no manifest lists any more; what is replaced goes with what replaces it. */
    private List<Step> leaving(Cell cell) {
        Optional<Cell> successor = pruning.successor(cell);
        boolean isInstalled = observed.inventories().containsKey(cell)
                || observed.pkg(cell.pkg()).installed().contains(cell.kernel());
        BuildRecord build = observed.builds().get(cell);
        boolean isOwn = build == null || desired.pruning().contains(build.owner());
        boolean isBuilt = observed.pkg(cell.pkg()).built().contains(cell.kernel());
        String why = Collecting.isGone(cell, observed) ? Collecting.GONE : UNLISTED;
        var steps = new ArrayList<Step>();
        if (isInstalled && successor.isEmpty()) {
            steps.add(new Step.Uninstall(cell, why));
        }
        if (isBuilt && isOwn && successor.isEmpty()) {
            steps.add(new Step.Clean(cell, why));
        } else if (isBuilt && isOwn && isSettled(successor.get(), cell)) {
            steps.add(new Step.Clean(cell, "replaced by " + successor.get().pkg()));
        }
        return steps;
    }

    /** Whether a version is, or will be, in its predecessor's place. */
    private boolean isSettled(Cell successor, Cell cell) {
        boolean isPlaced = !blocked.containsKey(successor) && scope.has(successor);
        boolean isInPlace =
                !versions.installed(cell.pkg().name(), cell.kernel()).equals(Optional.of(cell.pkg()));
        return isPlaced && (isInPlace || successorsInstall(cell).isPresent());
    }

    private void addPackages(List<PackageId> order) {
        Map<PackageId, DesiredPackage> packages = new HashMap<>();
        desired.packages().forEach(pkg -> packages.put(pkg.id(), pkg));
        for (PackageId id : order) {
            DesiredPackage pkg = packages.get(id);
            boolean needed = pkg != null
                    && ((pkg.keeps() && pkg.cells().isEmpty() && desired.scope().isAll())
                            || pkg.cells().stream()
                                    .anyMatch(cell -> cell.state().keepsPackage() && cells.containsKey(cell.cell())));
            if (needed) {
                packageSteps.add(pkg).ifPresent(add -> adds.put(id, add));
            }
        }
    }

    private List<DesiredCell> decided(DesiredPackage pkg) {
        return pkg.cells().stream()
                .filter(cell -> cells.containsKey(cell.cell()))
                .toList();
    }

    private List<PlannedStep> adoptions() {
        Set<Cell> made = new HashSet<>();
        cells.forEach((cell, steps) -> {
            boolean makes = steps.stream().anyMatch(step -> step instanceof Step.Install || step instanceof Step.Build);
            if (makes) {
                made.add(cell);
            }
        });
        return desired.packages().stream()
                .filter(pkg -> scope.hasAny(pkg.cells(), DesiredCell::cell))
                .flatMap(pkg -> packageSteps.adopt(pkg, adds.containsKey(pkg.id()), decided(pkg), made).stream())
                .map(step -> new PlannedStep(step, List.of()))
                .toList();
    }

    private List<PlannedStep> kernel(Kernel kernel, List<Place> places, DependencyGraph.Closure<PackageId> closure) {
        var ordered = new KernelSteps(closure, adds);
        var affected = new ArrayList<DesiredCell>();
        Map<String, PackageId> going = goingFiles(kernel, places);
        for (Place place : places) {
            var cell = new Cell(place.id(), kernel);
            List<Step> steps = cells.getOrDefault(cell, List.of());
            place.wanted()
                    .ifPresent(wanted -> wanted.targets().values().stream()
                            .map(going::get)
                            .filter(other -> other != null && !other.equals(place.id()))
                            .distinct()
                            .sorted()
                            .forEach(other -> ordered.installAfter(place.id(), other)));
            List<PackageId> dependencies =
                    place.wanted().map(DesiredCell::dependencies).orElseGet(() -> recordedDependencies(cell));
            ordered.take(place.id(), dependencies, steps);
            successorsInstall(cell).ifPresent(install -> ordered.cleanAfter(place.id(), install));
            place.wanted().filter(wanted -> !steps.isEmpty()).ifPresent(affected::add);
        }
        List<PlannedStep> steps = new ArrayList<>(ordered.inOrder());
        observed.markers().keySet().stream()
                .filter(cell -> cell.kernel().equals(kernel) && isMarkerOfNobody(cell))
                .sorted()
                .forEach(cell -> steps.add(
                        new PlannedStep(new Step.Enable(cell, observed.markers().get(cell), UNLISTED), List.of())));
        steps.addAll(finalizing.after(kernel, ordered.lastChanges(), changed(steps), affected));
        return steps;
    }

    /** The files of what goes from a kernel, where something else may be to come. */
    private Map<String, PackageId> goingFiles(Kernel kernel, List<Place> places) {
        Map<String, PackageId> going = new HashMap<>();
        for (Place place : places) {
            var cell = new Cell(place.id(), kernel);
            Inventory inventory = observed.inventories().get(cell);
            boolean goes = cells.getOrDefault(cell, List.of()).stream().anyMatch(Step.Uninstall.class::isInstance);
            if (goes && inventory != null) {
                inventory.targets().forEach(target -> going.put(target, place.id()));
            }
        }
        return going;
    }

    private static List<Step> changed(List<PlannedStep> steps) {
        return steps.stream()
                .map(PlannedStep::step)
                .filter(step -> step instanceof Step.Install || step instanceof Step.Uninstall)
                .toList();
    }

    private List<Blocked> blockedInOrder() {
        return blocked.values().stream()
                .sorted(Comparator.comparing(Blocked::cell))
                .toList();
    }

    private List<String> undeclared() {
        var undeclared = new ArrayList<String>();
        pruning.others().forEach(cell -> undeclared.add(cell.toString()));
        observed.all().stream()
                .filter(pkg -> pkg.isAdded() && pkg.built().isEmpty() && !pruning.lists(pkg.id()))
                .filter(pkg ->
                        !desired.pruning().contains(observed.ownership(pkg.id()).owner()))
                .forEach(pkg -> undeclared.add(pkg.id().toString()));
        return undeclared;
    }
}
