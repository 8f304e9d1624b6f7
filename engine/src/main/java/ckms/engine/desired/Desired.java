package ckms.engine.desired;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What is wanted on this host.
 *
 * @param pruning the names of the manifests that remove what they own and list no longer
 * @param packages in order
 * @param scope the part of it that is asked for
 */
public record Desired(Set<String> pruning, List<DesiredPackage> packages, Scope scope) {
    public Desired {
        pruning = java.util.Collections.unmodifiableSet(new TreeSet<>(pruning));
        packages = List.copyOf(packages);
    }
}
