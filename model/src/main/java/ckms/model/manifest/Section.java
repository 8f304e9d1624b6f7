package ckms.model.manifest;

import ckms.model.Diagnostics;
import ckms.model.Located;
import ckms.model.Place;
import ckms.model.Suggestion;
import ckms.model.yaml.Node;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A mapping in the manifest with a fixed set of keys; other keys are noted as errors when the section is opened. */
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

    /** Opens a node as a mapping with these keys; a node of another kind is noted as an error and opened as empty. */
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

    boolean has(String key) {
        return entries.containsKey(key);
    }

    /** Notes that a mandatory key is missing. */
    void missing(String key) {
        problems.error(place, "missing-key", what + " has no '" + key + "'");
    }

    Optional<Node> node(String key) {
        return Optional.ofNullable(entries.get(key)).map(Node.Entry::value);
    }

    /** Reads a text on one line; anything else is noted as an error. */
    Optional<Located<String>> text(String key) {
        Optional<Node> node = node(key);
        if (node.isEmpty()) {
            return Optional.empty();
        }
        if (node.get() instanceof Node.Scalar scalar && ManifestReader.isText(scalar.text())) {
            return Optional.of(new Located<>(scalar.text(), scalar.place()));
        }
        problems.error(node.get().place(), "not-a-text", "'" + key + "' of " + what + " must be one line of text");
        return Optional.empty();
    }

    /** Reads a text that must be there. */
    Optional<Located<String>> mandatory(String key) {
        return mandatoryNode(key).isPresent() ? text(key) : Optional.empty();
    }

    /** Returns the value of a key that must be there; a missing key is noted as an error. */
    Optional<Node> mandatoryNode(String key) {
        if (!has(key)) {
            missing(key);
        }
        return node(key);
    }

    /** Reads {@code true} or {@code false}; anything else is noted as an error. */
    Optional<Boolean> bool(String key) {
        return word(key, List.of("true", "false")).map(Boolean::valueOf);
    }

    /** Reads one of a few words; any other word is noted as an error. */
    Optional<String> word(String key, List<String> words) {
        Optional<Located<String>> text = text(key);
        if (text.isPresent() && !words.contains(text.get().value())) {
            String word = text.get().value();
            problems.error(
                    text.get().place(),
                    key,
                    "'" + word + "' can't be the '" + key + "' of " + what + "; it is one of "
                            + String.join(", ", words) + Suggestion.question(word, words));
            return Optional.empty();
        }
        return text.map(Located::value);
    }

    /** Reads a list of texts; anything else is noted as an error. */
    List<Located<String>> texts(String key) {
        Optional<Node> node = node(key);
        if (node.isEmpty()) {
            return List.of();
        }
        var texts = new ArrayList<Located<String>>();
        List<Node> items = items(key);
        for (Node item : items) {
            if (item instanceof Node.Scalar scalar && ManifestReader.isText(scalar.text())) {
                texts.add(new Located<>(scalar.text(), scalar.place()));
            } else {
                problems.error(item.place(), "not-a-text", "'" + key + "' of " + what + " must be a list of texts");
            }
        }
        return texts;
    }

    /** Lists the items of a list; a node of another kind is noted as an error. */
    List<Node> items(String key) {
        Optional<Node> node = node(key);
        if (node.isEmpty()) {
            return List.of();
        }
        if (node.get() instanceof Node.Sequence sequence) {
            return sequence.items();
        }
        problems.error(node.get().place(), "not-a-list", "'" + key + "' of " + what + " must be a list");
        return List.of();
    }
}
