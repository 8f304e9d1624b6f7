package ckms.engine.reconcile.desired;

import ckms.model.Diagnostics;
import ckms.model.Kernel;
import ckms.model.PackageId;
import ckms.model.Place;
import ckms.model.manifest.WantedState;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reports where two packages of the manifests can't both have what they want. */
final class Conflicts {
    private final Diagnostics problems;
    /** The first package that wants something on a kernel. */
    private final Map<Claim, Draft> claims = new HashMap<>();
    /** The pairs that have been reported; reports for further kernels would say nothing new. */
    private final Set<List<Object>> told = new HashSet<>();

    private record Claim(Kernel kernel, String what) {}

    Conflicts(Diagnostics problems) {
        this.problems = problems;
    }

    /** Reports a package that is listed more than once. */
    void checkDuplicates(List<Draft> drafts) {
        Map<PackageId, Place> seen = new HashMap<>();
        for (Draft draft : drafts) {
            Place place = draft.pkg().id().place();
            Place first = seen.putIfAbsent(draft.id(), place);
            if (first != null) {
                problems.error(
                        place,
                        "duplicate-package",
                        draft.id() + " stands in " + where(first, place) + " already; join the two");
            }
        }
    }

    /** Reports a second version of a package that should be installed on the same kernel. */
    void checkVersions(Draft draft) {
        draft.cells().forEach((kernel, wanted) -> {
            if (wanted.state() == WantedState.INSTALLED) {
                String name = draft.id().name();
                claim(draft, new Claim(kernel, name), "another version of " + name);
            }
        });
    }

    /** Reports a second package that would install the same file on a kernel. */
    void checkTarget(Draft draft, Kernel kernel, String target) {
        claim(draft, new Claim(kernel, "/" + target), target.substring(target.indexOf('/') + 1));
    }

    private void claim(Draft draft, Claim claim, String what) {
        Draft first = claims.putIfAbsent(claim, draft);
        if (first != null && !first.id().equals(draft.id()) && told.add(List.of(first.id(), draft.id(), what))) {
            Place place = draft.pkg().id().place();
            problems.error(
                    place,
                    "conflict",
                    what + " is installed on " + claim.kernel() + " by " + first.id() + " already, in "
                            + where(first.pkg().id().place(), place));
        }
    }

    private static String where(Place first, Place here) {
        return first.file().equals(here.file()) ? "line " + first.line() : first.toString();
    }
}
