package ckms.engine.reconcile.plan;

import ckms.model.PackageId;
import ckms.model.plan.Step;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Function;

/** Finds, for each package, the nearest steps of one kind before it, passing over packages that have none. */
final class NearestSteps {
    private final Function<PackageId, Optional<Step.OnCell>> step;
    private final Function<PackageId, List<PackageId>> neighbours;
    private final BiPredicate<PackageId, PackageId> implies;
    private final Map<PackageId, List<PackageId>> found = new HashMap<>();

    /**
     * Makes a search for one kind of steps.
     *
     * @param step finds the step of a package
     * @param neighbours lists the packages directly before a package
     * @param implies says whether to wait for the first package means to wait for the second too
     */
    NearestSteps(
            Function<PackageId, Optional<Step.OnCell>> step,
            Function<PackageId, List<PackageId>> neighbours,
            BiPredicate<PackageId, PackageId> implies) {
        this.step = step;
        this.neighbours = neighbours;
        this.implies = implies;
    }

    /** Lists the nearest steps before a package. Ask for its neighbours first. */
    List<Step> before(PackageId pkg) {
        Set<PackageId> near = new LinkedHashSet<>();
        for (PackageId neighbour : neighbours.apply(pkg)) {
            if (step.apply(neighbour).isPresent()) {
                near.add(neighbour);
            } else {
                near.addAll(found.getOrDefault(neighbour, List.of()));
            }
        }
        List<PackageId> needed = near.stream()
                .filter(one -> near.stream().noneMatch(nearer -> implies.test(nearer, one)))
                .toList();
        found.put(pkg, needed);
        return needed.stream().<Step>map(one -> step.apply(one).orElseThrow()).toList();
    }
}
