package ckms.engine.reconcile.plan;

import ckms.engine.reconcile.graph.DependencyGraph;
import ckms.model.Cell;
import ckms.model.PackageId;
import ckms.model.plan.PlannedStep;
import ckms.model.plan.Step;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * The steps on one kernel and their order: what goes, dependents first; what comes, dependencies first; what is cleaned
 * behind that. A step waits only for those that no other one that it waits for implies.
 */
final class KernelSteps {
    private final DependencyGraph.Closure<PackageId> closure;
    private final Map<PackageId, Step> adds;
    private final Map<PackageId, List<Step>> cells = new HashMap<>();
    private final Map<PackageId, List<PackageId>> dependencies = new HashMap<>();
    private final Map<PackageId, List<PackageId>> dependents = new HashMap<>();
    private final List<PackageId> order = new ArrayList<>();
    private final Map<PackageId, List<PackageId>> room = new HashMap<>();
    private final Map<PackageId, Step> after = new HashMap<>();
    private final List<PlannedStep> planned = new ArrayList<>();

    /**
     * Orders steps.
     *
     * @param adds those that register packages
     */
    KernelSteps(DependencyGraph.Closure<PackageId> closure, Map<PackageId, Step> adds) {
        this.closure = closure;
        this.adds = adds;
    }

    /** Takes the steps of a package; its dependencies have been taken before. */
    void take(PackageId pkg, List<PackageId> on, List<Step> steps) {
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

    /** Makes the installation of a package wait until another one is gone, of which a file stands in its place. */
    void installAfter(PackageId pkg, PackageId old) {
        room.computeIfAbsent(pkg, key -> new ArrayList<>()).add(old);
    }

    /** All of them, each after all that it waits for. */
    List<PlannedStep> inOrder() {
        going();
        coming();
        for (PackageId pkg : order) {
            if (after.containsKey(pkg)) {
                List<Step> previous = List.of(after.get(pkg));
                for (Step step : cells.get(pkg)) {
                    if (step instanceof Step.Clean || step instanceof Step.Disable) {
                        previous = plan(step, previous);
                    }
                }
            }
        }
        return planned;
    }

    /** Those after which the kernel's modules are as they will stay. */
    List<Step> lastChanges() {
        Set<Step> awaited = new HashSet<>();
        planned.stream().filter(step -> changesModules(step.step())).forEach(step -> awaited.addAll(step.after()));
        return planned.stream()
                .map(PlannedStep::step)
                .filter(step -> changesModules(step) && !awaited.contains(step))
                .toList();
    }

    private static boolean changesModules(Step step) {
        return step instanceof Step.Install || step instanceof Step.Uninstall;
    }

    private <T extends Step> Optional<T> of(PackageId pkg, Class<T> type) {
        return cells.getOrDefault(pkg, List.of()).stream()
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst();
    }

    private void going() {
        var uninstalls = new Nearest<>(Step.Uninstall.class, pkg -> dependents.getOrDefault(pkg, List.of()));
        var cleans = new Nearest<>(Step.Clean.class, pkg -> dependents.getOrDefault(pkg, List.of()));
        for (int i = order.size() - 1; i >= 0; i--) {
            PackageId pkg = order.get(i);
            List<Step> beforeUninstall = uninstalls.before(pkg);
            List<Step> beforeClean = cleans.before(pkg);
            List<Step> previous = List.of();
            for (Step step : cells.get(pkg)) {
                if (step instanceof Step.Uninstall) {
                    previous = plan(step, beforeUninstall);
                } else if (step instanceof Step.Clean && !after.containsKey(pkg)) {
                    previous = plan(step, concat(previous, beforeClean));
                } else if (step instanceof Step.Disable && !after.containsKey(pkg)) {
                    previous = plan(step, previous);
                }
            }
        }
    }

    private void coming() {
        var builds = new Nearest<>(Step.Build.class, pkg -> dependencies.getOrDefault(pkg, List.of()));
        var installs = new Nearest<>(Step.Install.class, pkg -> dependencies.getOrDefault(pkg, List.of()));
        for (PackageId pkg : order) {
            List<Step> beforeBuild = builds.before(pkg);
            List<Step> beforeInstall = installs.before(pkg);
            List<Step> previous = new ArrayList<>();
            for (Step step : cells.get(pkg)) {
                if (step instanceof Step.Enable) {
                    plan(step, List.of());
                    previous = new ArrayList<>(previous);
                    previous.add(step);
                } else if (step instanceof Step.Build) {
                    previous = plan(step, concat(concat(add(pkg), previous), beforeBuild));
                } else if (step instanceof Step.Install) {
                    boolean built = of(pkg, Step.Build.class).isPresent();
                    List<Step> ready = concat(built ? previous : concat(add(pkg), previous), beforeInstall);
                    previous = plan(step, concat(ready, room(pkg, ready)));
                }
            }
        }
    }

    /** The uninstallations that make room for a package, but for those that are waited for anyway. */
    private List<Step> room(PackageId pkg, List<Step> ready) {
        return room.getOrDefault(pkg, List.of()).stream()
                .flatMap(old -> of(old, Step.Uninstall.class).stream())
                .<Step>map(step -> step)
                .filter(step -> !leadsTo(step, ready))
                .toList();
    }

    /** Whether any of the steps waits for that one. */
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

    /** For each package, the steps of one kind nearest before it, over packages that have none. */
    private final class Nearest<T extends Step> {
        private final Class<T> type;
        private final Function<PackageId, List<PackageId>> neighbours;
        private final Map<PackageId, List<PackageId>> found = new HashMap<>();

        Nearest(Class<T> type, Function<PackageId, List<PackageId>> neighbours) {
            this.type = type;
            this.neighbours = neighbours;
        }

        List<Step> before(PackageId pkg) {
            Set<PackageId> near = new LinkedHashSet<>();
            for (PackageId neighbour : neighbours.apply(pkg)) {
                if (of(neighbour, type).isPresent() && !isDeferred(neighbour)) {
                    near.add(neighbour);
                } else {
                    near.addAll(found.getOrDefault(neighbour, List.of()));
                }
            }
            List<PackageId> needed = near.stream()
                    .filter(one -> near.stream().noneMatch(nearer -> implies(nearer, one)))
                    .toList();
            found.put(pkg, needed);
            return needed.stream().<Step>map(one -> of(one, type).orElseThrow()).toList();
        }

        private boolean isDeferred(PackageId pkg) {
            return type == Step.Clean.class && after.containsKey(pkg);
        }

        /** Whether to wait for the one means to wait for the other. */
        private boolean implies(PackageId nearer, PackageId farther) {
            boolean goes = type == Step.Uninstall.class || type == Step.Clean.class;
            return goes ? closure.depends(farther, nearer) : closure.depends(nearer, farther);
        }
    }

    /** The step that installs a package here, if one does. */
    Optional<Step> install(Cell cell) {
        return of(cell.pkg(), Step.Install.class).map(Step.class::cast);
    }
}
