package ckms.model.yaml;

import ckms.model.Place;
import java.util.List;

/** A YAML node and where it begins. Scalars are text: {@code 1.10} stays {@code "1.10"}. */
public sealed interface Node {
    /** Where the node begins. */
    Place place();

    /** A text, a number or a boolean, all as they are written. */
    record Scalar(String text, Place place) implements Node {}

    /** Nothing: an empty value, {@code ~} or {@code null}. */
    record Empty(Place place) implements Node {}

    /** A list. */
    record Sequence(List<Node> items, Place place) implements Node {
        public Sequence {
            items = List.copyOf(items);
        }
    }

    /** Keys and values in the file's order; no key stands twice. */
    record Mapping(List<Entry> entries, Place place) implements Node {
        public Mapping {
            entries = List.copyOf(entries);
        }
    }

    /** One key of a mapping and its value. */
    record Entry(Scalar key, Node value) {}
}
