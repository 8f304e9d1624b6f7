package ckms.engine.reconcile.plan;

import ckms.engine.reconcile.graph.DependencyGraph;
import ckms.model.PackageId;
import ckms.model.plan.Action;
import ckms.model.plan.PlannedStep;
import ckms.model.plan.Step;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Orders the steps on one kernel: first what goes, dependents first; then what comes, dependencies first; last the
 * cleaning of what was replaced. A step waits only for the nearest steps, not for those that they wait for themselves.
 */
final class KernelSteps {
    private final DependencyGraph.Closure<PackageId> closure;
    private final Map<PackageId, Step.Add> adds;
    private final Map<PackageId, List<Step.OnCell>> cells = new HashMap<>();
    private final Map<PackageId, List<PackageId>> dependencies = new HashMap<>();
    private final Map<PackageId, List<PackageId>> dependents = new HashMap<>();
    private final List<PackageId> order = new ArrayList<>();
    private final Map<PackageId, List<PackageId>> room = new HashMap<>();
    private final Map<PackageId, Step> after = new HashMap<>();
    private final List<PlannedStep> planned = new ArrayList<>();

    /**
     * Makes an order without steps.
     *
     * @param adds the steps that register packages
     */
    KernelSteps(DependencyGraph.Closure<PackageId> closure, Map<PackageId, Step.Add> adds) {
        this.closure = closure;
        this.adds = adds;
    }

    /**
     * Takes the steps of a package. Give those of its dependencies first.
     *
     * @param on the packages that it depends on
     */
    void take(PackageId pkg, List<PackageId> on, List<Step.OnCell> steps) {
        order.add(pkg);
        cells.put(pkg, steps);
        dependencies.put(pkg, on);
        on.forEach(dependency ->
                dependents.computeIfAbsent(dependency, key -> new ArrayList<>()).add(pkg));
    }

    /** Makes the clean step of one version wait for the installation of another. */
    void cleanAfter(PackageId old, Step install) {
        after.put(old, install);
    }

    /**
     * Makes the installation of a package wait until another package is uninstalled, one of whose files is in its
     * place.
     */
    void installAfter(PackageId pkg, PackageId old) {
        room.computeIfAbsent(pkg, key -> new ArrayList<>()).add(old);
    }

    /** Plans all steps, each after those that it waits for. */
    List<PlannedStep> inOrder() {
        planGoing();
        planComing();
        for (PackageId pkg : order) {
            if (after.containsKey(pkg)) {
                List<Step> previous = List.of(after.get(pkg));
                for (Step step : cells.get(pkg)) {
                    previous = isDeferred(step, pkg) ? plan(step, previous) : previous;
                }
            }
        }
        return planned;
    }

    /** Lists the changes of the kernel's modules that no other change waits for. */
    List<Step> lastChanges() {
        Set<Step> awaited = new HashSet<>();
        planned.stream().filter(KernelSteps::changesModules).forEach(step -> awaited.addAll(step.after()));
        return planned.stream()
                .filter(KernelSteps::changesModules)
                .map(PlannedStep::step)
                .filter(step -> !awaited.contains(step))
                .toList();
    }

    private static boolean changesModules(PlannedStep planned) {
        return planned.step().action().changesModules();
    }

    private Optional<Step.OnCell> find(PackageId pkg, Predicate<Action> which) {
        return cells.getOrDefault(pkg, List.of()).stream()
                .filter(step -> which.test(step.action()))
                .findFirst();
    }

    /** Says whether a step waits for the installation of another version, and so comes after all others. */
    private boolean isDeferred(Step step, PackageId pkg) {
        return after.containsKey(pkg) && (step.action() == Action.CLEAN || step.action() == Action.DISABLE);
    }

    private void planGoing() {
        var uninstalls = nearest(Action.UNINSTALL::equals, dependents);
        var cleans = nearest(Action.CLEAN::equals, dependents);
        for (int i = order.size() - 1; i >= 0; i--) {
            PackageId pkg = order.get(i);
            List<Step> beforeUninstall = uninstalls.before(pkg);
            List<Step> beforeClean = cleans.before(pkg);
            List<Step> previous = List.of();
            for (Step step : cells.get(pkg)) {
                if (step.action().phase() == Action.Phase.GOING && !isDeferred(step, pkg)) {
                    previous = plan(
                            step,
                            switch (step.action()) {
                                case UNINSTALL -> beforeUninstall;
                                case CLEAN -> concat(previous, beforeClean);
                                case DISABLE -> previous;
                                case ADD, REFRESH, ADOPT, ENABLE, BUILD, REBUILD, INSTALL, REINSTALL ->
                                    throw goesNot(step);
                                case DEPMOD, REFRESH_INITRAMFS, REMOVE, COLLECT -> throw goesNot(step);
                            });
                }
            }
        }
    }

    private static IllegalArgumentException goesNot(Step step) {
        return new IllegalArgumentException(step.id() + " is planned elsewhere");
    }

    private void planComing() {
        var builds = nearest(Action::builds, dependencies);
        var installs = nearest(Action::installs, dependencies);
        for (PackageId pkg : order) {
            List<Step> beforeBuild = builds.before(pkg);
            List<Step> beforeInstall = installs.before(pkg);
            List<Step> previous = List.of();
            for (Step step : cells.get(pkg)) {
                if (step.action().phase() == Action.Phase.COMING) {
                    previous = switch (step.action()) {
                        case ENABLE -> concat(previous, plan(step, List.of()));
                        case BUILD, REBUILD -> plan(step, concat(concat(add(pkg), previous), beforeBuild));
                        case INSTALL, REINSTALL -> plan(step, beforeInstall(pkg, previous, beforeInstall));
                        case ADD, REFRESH, ADOPT, DISABLE, UNINSTALL, CLEAN -> throw goesNot(step);
                        case DEPMOD, REFRESH_INITRAMFS, REMOVE, COLLECT -> throw goesNot(step);
                    };
                }
            }
        }
    }

    private List<Step> beforeInstall(PackageId pkg, List<Step> previous, List<Step> dependencies) {
        boolean built = find(pkg, Action::builds).isPresent();
        List<Step> ready = concat(built ? previous : concat(add(pkg), previous), dependencies);
        return concat(ready, room(pkg, ready));
    }

    /**
     * Lists the uninstallations that make room for a package, without those that it waits for anyway.
     *
     * @param ready what the package's installation waits for already
     */
    private List<Step> room(PackageId pkg, List<Step> ready) {
        return room.getOrDefault(pkg, List.of()).stream()
                .flatMap(old -> find(old, Action.UNINSTALL::equals).stream())
                .<Step>map(step -> step)
                .filter(step -> !leadsTo(step, ready))
                .toList();
    }

    /** Says whether any of some steps waits for a step, directly or indirectly. */
    private boolean leadsTo(Step step, List<Step> steps) {
        return planned.stream()
                .filter(one -> steps.contains(one.step()))
                .anyMatch(one -> one.after().contains(step) || leadsTo(step, one.after()));
    }

    private List<Step> add(PackageId pkg) {
        return adds.containsKey(pkg) ? List.of(adds.get(pkg)) : List.of();
    }

    private List<Step> plan(Step step, List<Step> waitsFor) {
        planned.add(new PlannedStep(step, waitsFor));
        return List.of(step);
    }

    private static List<Step> concat(Collection<Step> first, Collection<Step> second) {
        var all = new ArrayList<Step>(first);
        all.addAll(second);
        return all;
    }

    private NearestSteps nearest(Predicate<Action> which, Map<PackageId, List<PackageId>> neighbours) {
        boolean goes = neighbours == dependents;
        return new NearestSteps(
                pkg -> find(pkg, which).filter(step -> !isDeferred(step, pkg)),
                pkg -> neighbours.getOrDefault(pkg, List.of()),
                (nearer, farther) -> goes ? closure.depends(farther, nearer) : closure.depends(nearer, farther));
    }
}
