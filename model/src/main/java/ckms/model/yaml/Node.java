package ckms.model.yaml;

import ckms.model.Place;
import java.util.List;

/** A YAML node, with the place where it begins. Scalars are text: {@code 1.10} stays {@code "1.10"}. */
public sealed interface Node {
    /** Returns the place where the node begins. */
    Place place();

    /** A text, a number or a boolean, as it is written. */
    record Scalar(String text, Place place) implements Node {}

    /** A YAML null: an empty value, {@code ~} or {@code null}. */
    record Empty(Place place) implements Node {}

    /** A YAML sequence: a list of nodes. */
    record Sequence(List<Node> items, Place place) implements Node {
        /** Makes a sequence with its own copy of the items. */
        public Sequence {
            items = List.copyOf(items);
        }
    }

    /** A YAML mapping: keys and values in the file's order, where no key stands twice. */
    record Mapping(List<Entry> entries, Place place) implements Node {
        /** Makes a mapping with its own copy of the entries. */
        public Mapping {
            entries = List.copyOf(entries);
        }
    }

    /** One key of a mapping and its value. */
    record Entry(Scalar key, Node value) {}
}
