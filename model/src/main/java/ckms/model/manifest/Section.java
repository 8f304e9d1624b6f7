package ckms.model.manifest;

import ckms.model.Diagnostics;
import ckms.model.Located;
import ckms.model.Place;
import ckms.model.Suggestion;
import ckms.model.yaml.Node;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A mapping of the manifest whose keys are known; others are noted when it is opened. */
final class Section {
    private final String what;
    private final Place place;
    private final Map<String, Node.Entry> entries = new LinkedHashMap<>();
    private final Diagnostics problems;

    private Section(String what, Place place, Diagnostics problems) {
        this.what = what;
        this.place = place;
        this.problems = problems;
    }

    /** Opens a node as a mapping with these keys; one that is no mapping is noted and opened as an empty one. */
    static Section open(String what, Node node, List<String> keys, Diagnostics problems) {
        var section = new Section(what, node.place(), problems);
        if (!(node instanceof Node.Mapping mapping)) {
            problems.error(node.place(), "not-a-mapping", what + " must be 'key: value' pairs");
            return section;
        }
        for (Node.Entry entry : mapping.entries()) {
            String key = entry.key().text();
            if (keys.contains(key)) {
                section.entries.put(key, entry);
            } else {
                problems.error(
                        entry.key().place(),
                        "unknown-key",
                        "'" + key + "' is not a key of " + what + Suggestion.question(key, keys));
            }
        }
        return section;
    }

    Optional<Node> node(String key) {
        return Optional.ofNullable(entries.get(key)).map(Node.Entry::value);
    }

    /** A text on one line; anything else is noted. */
    Optional<Located<String>> text(String key) {
        Optional<Node> node = node(key);
        if (node.isEmpty()) {
            return Optional.empty();
        }
        if (node.get() instanceof Node.Scalar scalar
                && !scalar.text().isEmpty()
                && scalar.text().chars().noneMatch(Character::isISOControl)) {
            return Optional.of(new Located<>(scalar.text(), scalar.place()));
        }
        problems.error(node.get().place(), "not-a-text", "'" + key + "' of " + what + " must be one line of text");
        return Optional.empty();
    }

    /** A text that must be there. */
    Optional<Located<String>> mandatory(String key) {
        if (!entries.containsKey(key)) {
            problems.error(place, "missing-key", what + " has no '" + key + "'");
        }
        return text(key);
    }
}
