package ckms.model.manifest;

import ckms.model.Diagnostics;
import ckms.model.Kernel;
import ckms.model.Located;
import ckms.model.Place;
import ckms.model.Suggestion;
import ckms.model.yaml.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Reads a {@link KernelSelector} from {@code kernels} in a manifest. */
final class SelectorReader {
    private static final List<String> KEYS = List.of("include", "exclude");
    private static final List<String> WORDS = List.of("installed", "running", "latest");
    private static final Pattern LATEST = Pattern.compile("latest(?::(.*))?", Pattern.DOTALL);
    private static final Pattern COUNT = Pattern.compile("[1-9]\\d{0,5}");
    private static final Pattern COMPARISON = Pattern.compile("[<>=~].*", Pattern.DOTALL);
    private static final Pattern GLOB = Pattern.compile(".*[*?\\[].*", Pattern.DOTALL);
    /** The characters that a pattern may have; others, such as braces, have a meaning in Java's globs. */
    private static final Pattern GLOB_CHARACTERS = Pattern.compile("[A-Za-z0-9._+~^:*?\\[\\]!-]+");

    private final Diagnostics problems;

    SelectorReader(Diagnostics problems) {
        this.problems = problems;
    }

    Located<KernelSelector> read(Node node) {
        return new Located<>(selector(node), node.place());
    }

    private KernelSelector selector(Node node) {
        if (node instanceof Node.Scalar scalar) {
            return scalar(scalar);
        }
        if (node instanceof Node.Sequence sequence) {
            return list(sequence);
        }
        if (node instanceof Node.Mapping) {
            var section = Section.open("kernels", node, KEYS, problems);
            KernelSelector include = section.node("include").map(this::selector).orElse(new KernelSelector.Installed());
            return section.node("exclude")
                    .<KernelSelector>map(exclude -> new KernelSelector.Difference(include, selector(exclude)))
                    .orElse(include);
        }
        return wrong(
                node.place(),
                "'kernels' must be 'installed', 'running', 'latest:N', a release, a pattern, a range, a list of those,"
                        + " or {include: …, exclude: …}");
    }

    private KernelSelector list(Node.Sequence sequence) {
        if (sequence.items().isEmpty()) {
            return wrong(sequence.place(), "the list of kernels is empty; name at least one, or leave 'kernels' out");
        }
        List<KernelSelector> parts = new ArrayList<>();
        for (Node item : sequence.items()) {
            parts.add(selector(item));
        }
        return new KernelSelector.Union(parts);
    }

    private KernelSelector scalar(Node.Scalar scalar) {
        String text = scalar.text();
        Matcher latest = LATEST.matcher(text);
        if (text.equals("installed")) {
            return new KernelSelector.Installed();
        }
        if (text.equals("running")) {
            return new KernelSelector.Running();
        }
        if (latest.matches()) {
            return latest(scalar, latest.group(1));
        }
        if (COMPARISON.matcher(text).matches()) {
            return range(text, scalar.place());
        }
        if (GLOB.matcher(text).matches()) {
            return glob(text, scalar.place());
        }
        Optional<String> complaint = Kernel.complaint(text);
        if (complaint.isPresent()) {
            return wrong(scalar.place(), complaint.get());
        }
        String question = Suggestion.question(text, WORDS);
        return question.isEmpty()
                ? new KernelSelector.Exact(text)
                : wrong(scalar.place(), "'" + text + "' is not a kernel release" + question);
    }

    private KernelSelector latest(Node.Scalar scalar, String count) {
        if (count == null) {
            return new KernelSelector.Latest(1);
        }
        return COUNT.matcher(count).matches()
                ? new KernelSelector.Latest(Integer.parseInt(count))
                : wrong(scalar.place(), "'" + scalar.text() + "' must be 'latest:N' with a number N of 1 or more");
    }

    private KernelSelector range(String text, Place place) {
        Optional<KernelRange> range = KernelRange.parse(text);
        if (range.isEmpty()) {
            return wrong(
                    place,
                    "'" + text
                            + "' is not a range of kernels; write one as '>=6.6', '>=6.6, <6.9', '=6.6' or '~6.6.3'");
        }
        return range.get().isEmpty()
                ? wrong(place, "no kernel can be within '" + text + "'")
                : new KernelSelector.Range(range.get());
    }

    private KernelSelector glob(String text, Place place) {
        if (!GLOB_CHARACTERS.matcher(text).matches()) {
            return wrong(place, "the pattern '" + text + "' may only have what a release has, and *, ? and [...]");
        }
        try {
            return new KernelSelector.Glob(text);
        } catch (PatternSyntaxException noPattern) {
            return wrong(place, "'" + text + "' is not a pattern: " + noPattern.getDescription());
        }
    }

    private KernelSelector wrong(Place place, String sentence) {
        problems.error(place, "kernels", sentence);
        return new KernelSelector.Union(List.of());
    }
}
