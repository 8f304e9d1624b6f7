package ckms.engine.reconcile.plan;

import ckms.engine.reconcile.desired.Desired;
import ckms.engine.reconcile.desired.DesiredCell;
import ckms.engine.reconcile.desired.DesiredPackage;
import ckms.engine.reconcile.observe.Observed;
import ckms.engine.store.ObservedPackage;
import ckms.model.Cell;
import ckms.model.Kernel;
import ckms.model.PackageId;
import ckms.model.plan.Action;
import ckms.model.plan.PlannedStep;
import ckms.model.plan.Step;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Plans the removal of packages that no kernel keeps, dependents first. */
final class Removals {
    private final Desired desired;
    private final Observed observed;
    private final ScopedCells scope;
    private final Pruning pruning;
    /** The steps that uninstall or clean cells of a package in the same plan. */
    private final Map<PackageId, List<Step>> going = new HashMap<>();

    /** The kernels on which a package is cleaned in the same plan. */
    private final Map<PackageId, Set<Kernel>> cleaned = new HashMap<>();

    Removals(Desired desired, Observed observed, ScopedCells scope, Pruning pruning) {
        this.desired = desired;
        this.observed = observed;
        this.scope = scope;
        this.pruning = pruning;
    }

    /**
     * Plans the removals.
     *
     * @param order the packages, dependencies first
     * @param steps what is planned for kernels
     */
    List<PlannedStep> of(List<PackageId> order, List<PlannedStep> steps) {
        steps.forEach(planned -> note(planned.step()));
        Map<PackageId, Step> removals = removals();
        var planned = new ArrayList<PlannedStep>();
        for (int i = order.size() - 1; i >= 0; i--) {
            Step removal = removals.remove(order.get(i));
            if (removal != null) {
                planned.add(new PlannedStep(removal, last(order.get(i))));
            }
        }
        removals.forEach((id, removal) -> planned.add(new PlannedStep(removal, List.of())));
        return planned;
    }

    private void note(Step step) {
        boolean goes = switch (step.action()) {
            case UNINSTALL, CLEAN -> true;
            case ADD, REFRESH, ADOPT, DISABLE, ENABLE, BUILD, REBUILD, INSTALL, REINSTALL -> false;
            case DEPMOD, REFRESH_INITRAMFS, REMOVE, COLLECT -> false;
        };
        if (goes) {
            Cell cell = ((Step.OnCell) step).cell();
            going.computeIfAbsent(cell.pkg(), key -> new ArrayList<>()).add(step);
            if (step.action() == Action.CLEAN) {
                cleaned.computeIfAbsent(cell.pkg(), key -> new HashSet<>()).add(cell.kernel());
            }
        }
    }

    private Map<PackageId, Step> removals() {
        var packageSteps = new PackageSteps(desired, observed);
        Map<PackageId, Step> removals = new LinkedHashMap<>();
        for (DesiredPackage pkg : desired.packages()) {
            if (scope.hasAny(pkg.cells(), DesiredCell::cell)) {
                packageSteps
                        .remove(pkg, cleaned.getOrDefault(pkg.id(), Set.of()))
                        .ifPresent(step -> removals.put(pkg.id(), step));
            }
        }
        for (ObservedPackage pkg : observed.all()) {
            if (isUnlisted(pkg)) {
                packageSteps
                        .remove(pkg, cleaned.getOrDefault(pkg.id(), Set.of()), Planner.UNLISTED)
                        .ifPresent(step -> removals.put(pkg.id(), step));
            }
        }
        return removals;
    }

    /**
     * Says whether prune may remove a package: it belongs to a manifest that prunes, is not listed, and is not
     * protected.
     */
    private boolean isUnlisted(ObservedPackage pkg) {
        boolean inScope = desired.scope().isAll() || cleaned.containsKey(pkg.id());
        return inScope
                && desired.pruning().contains(observed.ownership(pkg.id()).owner())
                && !pruning.lists(pkg.id())
                && !observed.ownership(pkg.id()).isProtected();
    }

    /**
     * Lists the steps that the removal of a package waits for. A clean step waits for the uninstallation on its kernel,
     * which is then left out.
     */
    private List<Step> last(PackageId pkg) {
        Set<Kernel> implied = cleaned.getOrDefault(pkg, Set.of());
        return going.getOrDefault(pkg, List.of()).stream()
                .filter(step -> !(step instanceof Step.Uninstall uninstall
                        && implied.contains(uninstall.cell().kernel())))
                .toList();
    }
}
