package ckms.engine.reconcile.plan;

import ckms.engine.installside.Unsettled;
import ckms.engine.reconcile.desired.Desired;
import ckms.engine.reconcile.desired.DesiredCell;
import ckms.engine.reconcile.desired.DesiredPackage;
import ckms.engine.reconcile.observe.Observed;
import ckms.engine.reconcile.plan.Places.Place;
import ckms.engine.store.BuildRecord;
import ckms.model.Cell;
import ckms.model.Kernel;
import ckms.model.PackageId;
import ckms.model.plan.Blocked;
import ckms.model.plan.Step;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Decides for each cell which steps it needs or what blocks it, dependencies before dependents. */
final class Decisions {
    private final Desired desired;
    private final Situation situation;
    private final Observed observed;
    private final Pruning pruning;
    private final ScopedCells scope;
    private final InstalledVersions versions;
    private final PackageSteps packageSteps;

    private final Map<Cell, List<Step.OnCell>> steps = new HashMap<>();
    private final Map<Cell, Blocked> blocked = new HashMap<>();
    private final List<Cell> unchanged = new ArrayList<>();

    Decisions(Desired desired, Situation situation, Pruning pruning, ScopedCells scope) {
        this.desired = desired;
        this.situation = situation;
        this.observed = situation.observed();
        this.pruning = pruning;
        this.scope = scope;
        this.versions = new InstalledVersions(observed);
        this.packageSteps = new PackageSteps(desired, observed);
        pruning.kept().forEach(kept -> blocked.put(kept.cell(), kept));
    }

    /**
     * Decides on all places of a kernel. Cells to install come first, since they depend only on such cells; the
     * versions that they replace are decided after them.
     */
    void decide(List<Place> places) {
        places.stream().filter(Place::isToBeInstalled).forEach(this::decideWanted);
        places.stream()
                .filter(place -> place.wanted().isPresent() && !place.isToBeInstalled())
                .forEach(this::decideWanted);
        places.stream().filter(place -> place.wanted().isEmpty()).forEach(place -> decideUnlisted(place.cell()));
    }

    private void decideUnlisted(Cell cell) {
        Optional<Unsettled> unsettled = observed.unsettled(cell);
        if (unsettled.isPresent()) {
            blocked.put(
                    cell,
                    new Blocked(cell, Blocked.Cause.UNSETTLED, unsettled.get().reasonFor(cell), Optional.empty()));
        } else {
            steps.put(cell, leave(cell));
        }
    }

    private void decideWanted(Place place) {
        DesiredCell wanted = place.wanted().orElseThrow();
        DesiredPackage pkg = place.pkg().orElseThrow();
        var difference = new CellDifference(pkg, wanted, observed, around(wanted));
        Optional<Blocked> obstacle = difference.obstacle(packageSteps.mustAdd(pkg));
        if (obstacle.isPresent()) {
            blocked.put(wanted.cell(), obstacle.get());
            return;
        }
        List<Step.OnCell> needed = difference.steps();
        steps.put(wanted.cell(), needed);
        if (needed.isEmpty()) {
            unchanged.add(wanted.cell());
        }
    }

    private CellDifference.Surroundings around(DesiredCell wanted) {
        Kernel kernel = wanted.cell().kernel();
        return new CellDifference.Surroundings(
                Optional.ofNullable(situation.changes().get(wanted.cell())),
                Optional.ofNullable(situation.failing().get(wanted.cell()))
                        .filter(error -> !situation.unguarded().contains(Guard.FAILED)),
                versions.installed(wanted.cell().pkg().name(), kernel),
                replacement(wanted.cell()).isPresent(),
                wanted.dependencies().stream()
                        .filter(id -> of(new Cell(id, kernel)).stream()
                                .anyMatch(step -> step.action().builds()))
                        .findFirst(),
                wanted.dependencies().stream()
                        .map(id -> blocked.get(new Cell(id, kernel)))
                        .filter(Objects::nonNull)
                        .findFirst());
    }

    /** Finds the step that installs another version in a cell's place. */
    Optional<Step> replacement(Cell cell) {
        return pruning.successor(cell)
                .filter(successor -> !successor.equals(cell))
                .flatMap(successor -> of(successor).stream()
                        .filter(step -> step instanceof Step.Install install
                                && install.replaced().equals(Optional.of(cell.pkg())))
                        .findFirst());
    }

    /**
     * Lists the steps for a cell that no manifest lists. If another version replaces it, that version's installation
     * removes its modules.
     */
    private List<Step.OnCell> leave(Cell cell) {
        Optional<Cell> successor = pruning.successor(cell);
        boolean isInstalled = observed.inventories().containsKey(cell)
                || observed.pkg(cell.pkg()).installed().contains(cell.kernel());
        BuildRecord build = observed.builds().get(cell);
        boolean isOwn = build == null || desired.pruning().contains(build.owner());
        boolean isBuilt = observed.pkg(cell.pkg()).built().contains(cell.kernel());
        String why = Collecting.isGone(cell, observed) ? Collecting.GONE : Planner.UNLISTED;
        var needed = new ArrayList<Step.OnCell>();
        if (isInstalled && successor.isEmpty()) {
            needed.add(new Step.Uninstall(cell, false, why));
        }
        if (isBuilt && isOwn && successor.isEmpty()) {
            needed.add(new Step.Clean(cell, why));
        } else if (isBuilt && isOwn && isSettled(successor.get(), cell)) {
            needed.add(new Step.Clean(cell, "replaced by " + successor.get().pkg()));
        }
        return needed;
    }

    /** Says whether another version is, or will be, in a cell's place. */
    private boolean isSettled(Cell successor, Cell cell) {
        boolean isPlaced = !blocked.containsKey(successor) && scope.has(successor);
        boolean isInPlace =
                !versions.installed(cell.pkg().name(), cell.kernel()).equals(Optional.of(cell.pkg()));
        return isPlaced && (isInPlace || replacement(cell).isPresent());
    }

    /** Lists the steps of a cell, in order. */
    List<Step.OnCell> of(Cell cell) {
        return steps.getOrDefault(cell, List.of());
    }

    /** Says whether a cell was decided on and is not blocked. */
    boolean has(Cell cell) {
        return steps.containsKey(cell);
    }

    /** Says whether a cell was decided on, blocked or not. */
    boolean concerns(Cell cell) {
        return steps.containsKey(cell) || blocked.containsKey(cell);
    }

    /** Lists the blocked cells, in order, with what blocks each. */
    List<Blocked> blocked() {
        return blocked.values().stream()
                .sorted(Comparator.comparing(Blocked::cell))
                .toList();
    }

    /** Lists the cells that are as wanted, without those of packages that are yet to be registered. */
    List<Cell> unchanged(Map<PackageId, Step.Add> adds) {
        return unchanged.stream()
                .filter(cell ->
                        !adds.containsKey(cell.pkg()) || adds.get(cell.pkg()).refresh())
                .toList();
    }

    /** Lists the cells that the plan builds or installs. */
    List<Cell> made() {
        return steps.entrySet().stream()
                .filter(cell -> cell.getValue().stream()
                        .anyMatch(
                                step -> step.action().builds() || step.action().installs()))
                .map(Map.Entry::getKey)
                .toList();
    }
}
