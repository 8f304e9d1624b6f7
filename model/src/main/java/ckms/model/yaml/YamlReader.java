package ckms.model.yaml;

import ckms.model.Diagnostics;
import ckms.model.Place;
import ckms.model.SourceText;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/**
 * Reads one YAML document as nodes with exact places. The surprising parts of YAML are refused: duplicate and merge
 * keys, anchors and aliases, tags, and a second document.
 */
public final class YamlReader {
    private final SourceText source;
    private final YAMLParser parser;
    private final Diagnostics problems;

    private YamlReader(SourceText source, YAMLParser parser, Diagnostics problems) {
        this.source = source;
        this.parser = parser;
        this.problems = problems;
    }

    /**
     * Reads a YAML document; an empty document is a {@link Node.Empty}.
     *
     * @param problems gets all that is wrong with it
     * @return the document as far as it could be read; empty if it is not valid YAML
     */
    public static Optional<Node> read(SourceText source, Diagnostics problems) {
        try (YAMLParser parser = new YAMLFactory().createParser(source.text())) {
            return new YamlReader(source, parser, problems).read();
        } catch (IOException impossible) {
            throw new UncheckedIOException("reading " + source.file() + " from memory", impossible);
        }
    }

    private Optional<Node> read() throws IOException {
        try {
            Node document = parser.nextToken() == null ? new Node.Empty(source.line(1)) : node();
            if (parser.nextToken() != null) {
                problems.error(here(), "second-document", "a second document begins here; a file has just one");
            }
            return Optional.of(document);
        } catch (JsonProcessingException syntax) {
            problems.error(place(syntax), "yaml-syntax", "not valid YAML: " + sentence(syntax));
            return Optional.empty();
        }
    }

    /** Reads the node that begins with the current token; leaves the parser at the node's last token. */
    private Node node() throws IOException {
        Place place = here();
        if (parser.isCurrentAlias()) {
            problems.error(place, "alias", "aliases are not supported; write the value out");
        } else if (hasAnchor(place)) {
            problems.error(place, "anchor", "anchors are not supported; leave out the '&' and its name");
        }
        if (parser.getTypeId() != null) {
            problems.error(place, "tag", "tags are not supported; leave out the tag '" + parser.getTypeId() + "'");
        }
        return switch (parser.currentToken()) {
            case START_OBJECT -> mapping(place);
            case START_ARRAY -> sequence(place);
            case VALUE_NULL -> new Node.Empty(place);
            default -> new Node.Scalar(parser.getText(), place);
        };
    }

    /** Says whether the node has an anchor. The parser reports none of scalars, but no plain scalar begins with "&". */
    private boolean hasAnchor(Place place) throws IOException {
        return parser.getObjectId() != null || place.text().startsWith("&", place.column() - 1);
    }

    private Node sequence(Place place) throws IOException {
        List<Node> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            items.add(node());
        }
        return new Node.Sequence(items, place);
    }

    private Node mapping(Place place) throws IOException {
        List<Node.Entry> entries = new ArrayList<>();
        Set<String> keys = new HashSet<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            var key = new Node.Scalar(parser.currentName(), here());
            boolean first = keys.add(key.text());
            if (!first) {
                problems.error(key.place(), "duplicate-key", "'" + key.text() + "' stands here twice; remove one");
            } else if (key.text().equals("<<")) {
                problems.error(key.place(), "merge-key", "merge keys are not supported; write the keys out");
            }
            parser.nextToken();
            Node value = node();
            if (first) {
                entries.add(new Node.Entry(key, value));
            }
        }
        return new Node.Mapping(entries, place);
    }

    private Place here() {
        return place(parser.currentTokenLocation());
    }

    private Place place(JsonLocation location) {
        return location == null
                ? source.line(source.lines().size())
                : source.at(location.getLineNr(), location.getColumnNr());
    }

    /** Returns the place of the error; the exception's own location is the last place before it. */
    private Place place(JsonProcessingException syntax) {
        return syntax.getCause() instanceof MarkedYAMLException marked && marked.getProblemMark() != null
                ? source.at(
                        marked.getProblemMark().getLine() + 1,
                        marked.getProblemMark().getColumn() + 1)
                : place(syntax.getLocation());
    }

    private static String sentence(JsonProcessingException syntax) {
        if (syntax.getCause() instanceof MarkedYAMLException marked && marked.getProblem() != null) {
            return marked.getProblem();
        }
        return syntax.getOriginalMessage().lines().findFirst().orElse("it can't be read");
    }
}
