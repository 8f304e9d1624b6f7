package ckms.engine.reconcile.desired;

import ckms.engine.reconcile.graph.DependencyGraph;
import ckms.model.Address;
import ckms.model.CellState;
import ckms.model.Diagnostics;
import ckms.model.Kernel;
import ckms.model.Located;
import ckms.model.PackageId;
import ckms.model.Suggestion;
import ckms.model.manifest.WantedState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The {@code depends_on} of all manifests together. */
final class Dependencies {
    private final Diagnostics problems;
    private final Set<String> mentioned;
    /** All listed versions of each package, by its name. */
    private final Map<String, List<Draft>> byName = new HashMap<>();

    Dependencies(List<Draft> drafts, Set<String> mentioned, Diagnostics problems) {
        this.problems = problems;
        this.mentioned = mentioned;
        for (Draft draft : drafts) {
            byName.computeIfAbsent(draft.id().name(), name -> new ArrayList<>()).add(draft);
        }
    }

    /**
     * Reports dependencies that are unknown, form a circle, or do not cover the kernels and states of their dependents.
     */
    void check(List<Draft> drafts) {
        var graph = new DependencyGraph<PackageId>();
        for (Draft draft : drafts) {
            for (Located<String> dependency : draft.pkg().dependsOn()) {
                List<Draft> candidates = candidates(dependency.value());
                if (candidates.isEmpty()) {
                    unknown(dependency);
                }
                boolean circular = false;
                for (Draft candidate : candidates) {
                    Optional<List<PackageId>> circle = graph.depend(draft.id(), candidate.id());
                    circle.ifPresent(round -> circular(dependency, round));
                    circular |= circle.isPresent();
                }
                if (!circular && !candidates.isEmpty()) {
                    checkCover(draft, dependency, candidates);
                }
            }
        }
    }

    /**
     * Lists the packages that have to be on a kernel before a package; {@link #check} has reported any that are
     * missing.
     */
    List<PackageId> on(Draft draft, Kernel kernel) {
        if (draft.pkg().dependsOn().isEmpty()) {
            return List.of();
        }
        var found = new TreeSet<PackageId>();
        for (Located<String> dependency : draft.pkg().dependsOn()) {
            candidates(dependency.value()).stream()
                    .filter(candidate -> candidate.on(kernel).isPresent())
                    .map(Draft::id)
                    .forEach(found::add);
        }
        return List.copyOf(found);
    }

    /**
     * Lists the packages that a dependency can mean. A dependency names no kernel, since it is always on the same one.
     */
    private List<Draft> candidates(String text) {
        return Address.parse(text)
                .filter(Address::isOfPackages)
                .map(address -> byName.getOrDefault(address.name(), List.of()).stream()
                        .filter(draft -> address.means(draft.id()))
                        .toList())
                .orElse(List.of());
    }

    private void unknown(Located<String> dependency) {
        if (!mentioned.contains(dependency.value())) {
            Set<String> known = new TreeSet<>(mentioned);
            byName.values()
                    .forEach(versions ->
                            versions.forEach(draft -> known.add(draft.id().toString())));
            problems.error(
                    dependency.place(),
                    "unknown-dependency",
                    "no manifest lists '" + dependency.value() + "'" + Suggestion.question(dependency.value(), known));
        }
    }

    private void circular(Located<String> dependency, List<PackageId> circle) {
        problems.error(
                dependency.place(),
                "circular-dependency",
                "these depend on each other in a circle: "
                        + circle.stream().map(PackageId::toString).collect(Collectors.joining(" -> ")));
    }

    private void checkCover(Draft draft, Located<String> dependency, List<Draft> candidates) {
        List<Kernel> uncovered = draft.cells().entrySet().stream()
                .filter(cell -> cell.getValue().state().level().reaches(CellState.BUILT))
                .filter(cell -> candidates.stream()
                        .noneMatch(candidate ->
                                covers(candidate, cell.getKey(), cell.getValue().state())))
                .map(Map.Entry::getKey)
                .toList();
        if (!uncovered.isEmpty()) {
            Kernel first = uncovered.get(0);
            String wanted = candidates.get(0).on(first).map(WantedState::word).orElse("not listed");
            problems.error(
                    dependency.place(),
                    "dependency",
                    draft.id() + " is to be " + draft.on(first).orElseThrow().word() + " on " + first + ", where "
                            + dependency.value() + " is " + wanted
                            + (uncovered.size() > 1 ? " (and " + (uncovered.size() - 1) + " kernels more)" : "")
                            + "; a dependency's kernels and state must cover those of its dependents");
        }
    }

    private static boolean covers(Draft candidate, Kernel kernel, WantedState dependent) {
        return candidate
                .on(kernel)
                .filter(state -> state.level().reaches(dependent.level()))
                .isPresent();
    }
}
