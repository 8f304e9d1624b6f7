package ckms.engine.reconcile.desired;

import ckms.model.Kernel;
import ckms.model.PackageId;
import ckms.model.manifest.HostKernels;
import ckms.model.manifest.Manifest;
import ckms.model.manifest.ManifestOverride;
import ckms.model.manifest.ManifestPackage;
import ckms.model.manifest.MissingHeaders;
import ckms.model.manifest.WantedState;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * A package of a manifest on this host's kernels, before its recipe and its dependencies are looked at.
 *
 * @param cells what is wanted, by kernel
 */
record Draft(Manifest manifest, ManifestPackage pkg, Map<Kernel, Wanted> cells) {
    /** What is wanted on one kernel. */
    record Wanted(WantedState state, boolean needsHeaders) {}

    PackageId id() {
        return pkg.id().value();
    }

    /** Returns the state that is wanted on a kernel; empty if none is. */
    Optional<WantedState> on(Kernel kernel) {
        return Optional.ofNullable(cells.get(kernel)).map(Wanted::state);
    }

    static Draft of(Manifest manifest, ManifestPackage pkg, HostKernels host) {
        Map<Kernel, Wanted> cells = new TreeMap<>();
        Set<Kernel> named = new HashSet<>(pkg.kernels().value().named(host));
        for (Kernel kernel : pkg.kernels().value().select(host)) {
            cells.put(kernel, wanted(pkg, kernel, named.contains(kernel), host));
        }
        return new Draft(manifest, pkg, cells);
    }

    private static Wanted wanted(ManifestPackage pkg, Kernel kernel, boolean named, HostKernels host) {
        Optional<ManifestOverride> override = pkg.overrides().stream()
                .filter(other -> other.kernels().value().matches(kernel, host))
                .findFirst();
        WantedState state = override.flatMap(ManifestOverride::state).orElse(pkg.state());
        MissingHeaders missing =
                override.flatMap(ManifestOverride::missingHeaders).orElse(pkg.missingHeaders());
        return new Wanted(state, missing == MissingHeaders.FAIL || (missing == MissingHeaders.BY_SELECTOR && named));
    }
}
