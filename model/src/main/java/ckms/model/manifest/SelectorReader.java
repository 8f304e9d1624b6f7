package ckms.model.manifest;

import ckms.model.Diagnostics;
import ckms.model.Kernel;
import ckms.model.Located;
import ckms.model.Place;
import ckms.model.yaml.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.PatternSyntaxException;

/** Reads the {@code kernels} of a manifest. */
final class SelectorReader {
    private final Diagnostics problems;

    SelectorReader(Diagnostics problems) {
        this.problems = problems;
    }

    Located<KernelSelector> read(Node node) {
        if (node instanceof Node.Scalar scalar) {
            return new Located<>(scalar(scalar), scalar.place());
        }
        if (node instanceof Node.Sequence sequence) {
            List<KernelSelector> parts = new ArrayList<>();
            for (Node item : sequence.items()) {
                parts.add(read(item).value());
            }
            return new Located<>(new KernelSelector.Union(parts), sequence.place());
        }
        problems.error(
                node.place(), "kernels", "kernels must be 'installed', a release, a pattern, or a list of those");
        return nothing(node.place());
    }

    private KernelSelector scalar(Node.Scalar scalar) {
        String text = scalar.text();
        if (text.equals("installed")) {
            return new KernelSelector.Installed();
        }
        if (text.equals("running") || text.startsWith("latest") || text.matches("(?s)[<>=~].*")) {
            problems.error(
                    scalar.place(),
                    "kernels",
                    "the kernel selector '" + text + "' is not supported yet;"
                            + " name releases, or use a pattern such as '6.12.*', or 'installed'");
            return nothing(scalar.place()).value();
        }
        if (text.matches("(?s).*[*?\\[].*")) {
            return glob(text, scalar.place());
        }
        Kernel.complaint(text).ifPresent(complaint -> problems.error(scalar.place(), "kernels", complaint));
        return new KernelSelector.Exact(text);
    }

    private KernelSelector glob(String text, Place place) {
        try {
            return new KernelSelector.Glob(text);
        } catch (PatternSyntaxException noPattern) {
            problems.error(place, "kernels", "'" + text + "' is not a pattern: " + noPattern.getDescription());
            return nothing(place).value();
        }
    }

    private static Located<KernelSelector> nothing(Place place) {
        return new Located<>(new KernelSelector.Union(List.of()), place);
    }
}
