package ckms.model.manifest;

import ckms.model.Diagnostics;
import ckms.model.Located;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds overrides that can never match, on any host. An override that might match passes. */
final class OverrideCheck {
    /** A shell pattern that begins with the version. */
    private static final Pattern VERSION_GLOB =
            Pattern.compile("(\\d+\\.\\d+(?:\\.\\d+)?)[.-][^\\d].*|(\\d+\\.\\d+)\\.\\*.*");

    private final Diagnostics problems;

    OverrideCheck(Diagnostics problems) {
        this.problems = problems;
    }

    void check(Located<KernelSelector> kernels, List<ManifestOverride> overrides) {
        List<Located<KernelSelector>> earlier = new ArrayList<>();
        for (ManifestOverride override : overrides) {
            KernelSelector selector = override.kernels().value();
            if (excludes(kernels.value(), selector)) {
                problems.error(
                        override.kernels().place(),
                        "override",
                        "this override can never match: the package's kernels, in line "
                                + kernels.place().line() + ", leave out all of these; remove it");
            }
            earlier.stream()
                    .filter(first -> covers(first.value(), selector))
                    .findFirst()
                    .ifPresent(first -> problems.error(
                            override.kernels().place(),
                            "override",
                            "this override can never match: the one in line "
                                    + first.place().line() + " matches first; remove it, or put it before that one"));
            earlier.add(override.kernels());
        }
    }

    /** Says whether no kernel can be meant by both selectors. */
    private static boolean excludes(KernelSelector kernels, KernelSelector override) {
        Optional<List<String>> few = releases(override);
        if (few.isPresent()) {
            return few.get().stream().allMatch(release -> never(kernels, release));
        }
        Optional<List<String>> wanted = releases(kernels);
        if (wanted.isPresent()) {
            return wanted.get().stream().allMatch(release -> never(override, release));
        }
        return bounds(kernels).and(bounds(override)).isEmpty();
    }

    /** Lists all releases that the selector can mean; empty if they can't be listed. */
    private static Optional<List<String>> releases(KernelSelector selector) {
        if (selector instanceof KernelSelector.Exact exact) {
            return Optional.of(List.of(exact.release()));
        }
        if (selector instanceof KernelSelector.Union union) {
            List<Optional<List<String>>> parts =
                    union.parts().stream().map(OverrideCheck::releases).toList();
            return parts.stream().allMatch(Optional::isPresent)
                    ? Optional.of(parts.stream()
                            .flatMap(part -> part.orElseThrow().stream())
                            .toList())
                    : Optional.empty();
        }
        return selector instanceof KernelSelector.Difference difference
                ? releases(difference.include())
                : Optional.empty();
    }

    /** Says whether the selector certainly does not mean a release. */
    private static boolean never(KernelSelector selector, String release) {
        if (selector instanceof KernelSelector.Union union) {
            return union.parts().stream().allMatch(part -> never(part, release));
        }
        if (selector instanceof KernelSelector.Difference difference) {
            return never(difference.include(), release) || always(difference.exclude(), release);
        }
        return decidable(selector) && !always(selector, release);
    }

    /** Says whether the selector certainly means a release. */
    private static boolean always(KernelSelector selector, String release) {
        if (selector instanceof KernelSelector.Exact exact) {
            return exact.release().equals(release);
        }
        if (selector instanceof KernelSelector.Glob glob) {
            return glob.matches(release);
        }
        if (selector instanceof KernelSelector.Range range) {
            return range.matches(release);
        }
        if (selector instanceof KernelSelector.Union union) {
            return union.parts().stream().anyMatch(part -> always(part, release));
        }
        return selector instanceof KernelSelector.Difference difference
                && always(difference.include(), release)
                && never(difference.exclude(), release);
    }

    private static boolean decidable(KernelSelector selector) {
        return selector instanceof KernelSelector.Exact
                || selector instanceof KernelSelector.Glob
                || selector instanceof KernelSelector.Range;
    }

    /** Returns an interval that contains all versions that the selector can mean. */
    private static KernelRange bounds(KernelSelector selector) {
        if (selector instanceof KernelSelector.Range range) {
            return range.range();
        }
        if (selector instanceof KernelSelector.Glob glob) {
            Matcher matcher = VERSION_GLOB.matcher(glob.pattern());
            String version = matcher.matches() ? matcher.group(matcher.group(1) == null ? 2 : 1) : "";
            return KernelRange.parse("=" + version).orElse(KernelRange.ALL);
        }
        return selector instanceof KernelSelector.Difference difference
                ? bounds(difference.include())
                : KernelRange.ALL;
    }

    /** Says whether the first selector certainly means all kernels that the second can mean. */
    private static boolean covers(KernelSelector first, KernelSelector second) {
        if (first.equals(second)) {
            return true;
        }
        if (first instanceof KernelSelector.Union union
                && union.parts().stream().anyMatch(part -> covers(part, second))) {
            return true;
        }
        if (second instanceof KernelSelector.Union union) {
            return !union.parts().isEmpty() && union.parts().stream().allMatch(part -> covers(first, part));
        }
        if (second instanceof KernelSelector.Exact exact) {
            return always(first, exact.release());
        }
        if (first instanceof KernelSelector.Installed) {
            return second instanceof KernelSelector.Latest
                    || second instanceof KernelSelector.Glob
                    || second instanceof KernelSelector.Range;
        }
        if (first instanceof KernelSelector.Latest many && second instanceof KernelSelector.Latest few) {
            return many.versions() >= few.versions();
        }
        boolean bounded = !bounds(second).equals(KernelRange.ALL);
        return first instanceof KernelSelector.Range range
                && bounded
                && range.range().covers(bounds(second));
    }
}
