package ckms.engine.reconcile.desired;

import java.util.Collections;
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
        pruning = Collections.unmodifiableSet(new TreeSet<>(pruning));
        packages = List.copyOf(packages);
    }

    /** The same, with a look at whether the sources are there by now. */
    public Desired asSourcesAre() {
        return new Desired(
                pruning, packages.stream().map(DesiredPackage::asItsSourceIs).toList(), scope);
    }
}
