package ckms.engine.installside;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What root heard of the latest builds of a cell that were compiled, whether they are still there or not.
 *
 * @param builds the builds, the latest last
 */
record CompiledBuilds(List<BuildNote> builds) {
    static final CompiledBuilds NONE = new CompiledBuilds(List.of());

    /** The number of builds of one cell that are remembered. */
    static final int MOST = 8;

    CompiledBuilds {
        builds = List.copyOf(builds);
    }

    /** Returns these builds with another as the latest; of too many, the first are forgotten. */
    CompiledBuilds with(BuildNote latest) {
        List<BuildNote> all = Stream.concat(builds.stream().filter(build -> !build.equals(latest)), Stream.of(latest))
                .toList();
        return new CompiledBuilds(all.subList(Math.max(0, all.size() - MOST), all.size()));
    }

    /** Lists the digests of the modules of each build that root signed, or did not sign. */
    Set<Map<String, String>> modules(boolean signed) {
        return builds.stream()
                .filter(build -> build.signed() == signed)
                .map(BuildNote::modules)
                .collect(Collectors.toSet());
    }
}
