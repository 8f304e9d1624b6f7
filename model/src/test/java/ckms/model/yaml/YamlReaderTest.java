package ckms.model.yaml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import ckms.model.Diagnostics;
import ckms.model.Parsed;
import ckms.model.SourceText;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class YamlReaderTest {
    private static Parsed<Node> read(String text) {
        var problems = new Diagnostics();
        return YamlReader.read(SourceText.of("m.yaml", text), problems)
                .map(problems::resultOf)
                .orElseGet(problems::failure);
    }

    private static List<String> errors(String text) {
        return read(text).diagnostics().stream()
                .map(error -> error.place().orElseThrow() + " " + error.code())
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.10", "010", "1e3", "0x10", "yes", "2024-01-01", "1_000", "+1", ".5"})
    void aScalarIsTheTextThatIsWritten(String text) {
        assertEquals(
                text,
                assertInstanceOf(Node.Scalar.class, read(text).orElseThrow()).text());
    }

    @Test
    void nodesKnowWhereTheyBegin() {
        var mapping = assertInstanceOf(
                Node.Mapping.class, read("a: 1\nb:\n  - x\n  - y\n").orElseThrow());
        var sequence =
                assertInstanceOf(Node.Sequence.class, mapping.entries().get(1).value());
        assertEquals("m.yaml:4:5", sequence.items().get(1).place().toString());
        assertEquals("  - y", sequence.items().get(1).place().text());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'a: 1\na: 2'              | m.yaml:2:1 duplicate-key",
                "'a: &x 1'                 | m.yaml:1:4 anchor",
                "'a: *x'                   | m.yaml:1:4 alias",
                "'<<: {a: 1}'              | m.yaml:1:1 merge-key",
                "'a: !!binary aGk='        | m.yaml:1:4 tag",
                "'a: 1\n---\nb: 2'         | m.yaml:3:1 second-document",
                "'a:\n\tb: 1'              | m.yaml:2:1 yaml-syntax",
                "'a: [1, 2'                | m.yaml:1:9 yaml-syntax",
                "'a: \"x'                  | m.yaml:1:6 yaml-syntax"
            })
    void whatMakesYamlSurprisingIsRefused(String text, String error) {
        assertEquals(List.of(error), errors(text));
    }

    @Test
    void emptyValuesAreEmptyAndNotText() {
        assertInstanceOf(Node.Empty.class, read("").orElseThrow());
        assertInstanceOf(Node.Empty.class, read("~").orElseThrow());
        assertInstanceOf(Node.Empty.class, read("null").orElseThrow());
    }

    @Test
    void nestingWithoutEndIsAnError() {
        assertEquals(1, errors("[".repeat(100_000)).size());
    }
}
