package ckms.model.ini;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ckms.model.Diagnostic;
import ckms.model.Parsed;
import ckms.model.SourceText;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Documents with what CPython 3.11 makes of each, recorded from {@code ConfigParser(default_section="general")}. */
class ConfigParserVectorsTest {
    private static final Map<String, String> CODES = Map.of(
            "ParsingError", "ini-syntax",
            "MissingSectionHeaderError", "ini-no-section",
            "DuplicateSectionError", "ini-duplicate-section",
            "DuplicateOptionError", "ini-duplicate-option",
            "InterpolationSyntaxError", "ini-percent",
            "InterpolationMissingOptionError", "ini-unknown-reference",
            "InterpolationDepthError", "ini-depth");

    static Stream<Arguments> vectors() throws IOException {
        var mapper = new ObjectMapper();
        var lines = new ArrayList<JsonNode>();
        try (var in = ConfigParserVectorsTest.class.getResourceAsStream("configparser.jsonl")) {
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList()) {
                lines.add(mapper.readTree(line));
            }
        }
        assertEquals(240, lines.size());
        return IntStream.range(0, lines.size()).mapToObj(i -> Arguments.of(i + 1, lines.get(i)));
    }

    @ParameterizedTest(name = "line {0}")
    @MethodSource("vectors")
    void agreesWithCPython(int line, JsonNode vector) {
        var read = IniReader.read(SourceText.of("recipe.ini", vector.get("text").textValue()), "general");
        if (vector.get("error").isNull()) {
            assertSections(vector.get("sections"), read.orElseThrow());
        } else {
            assertError(vector.get("error").textValue(), read.diagnostics());
        }
    }

    private static void assertSections(JsonNode expected, IniDocument document) {
        Set<String> sections = new HashSet<>(document.sections());
        sections.add("general");
        assertEquals(names(expected), sections);
        for (var section : expected.properties()) {
            assertEquals(
                    names(section.getValue()), new HashSet<>(document.options(section.getKey())), section.getKey());
            for (var option : section.getValue().properties()) {
                assertOption(document, section.getKey(), option.getKey(), option.getValue());
            }
        }
    }

    private static void assertOption(IniDocument document, String section, String option, JsonNode expected) {
        String where = "[" + section + "] " + option;
        assertEquals(
                expected.get("raw").textValue(),
                document.raw(section, option).orElseThrow().text(),
                where);
        Parsed<String> value = document.value(section, option).orElseThrow();
        if (expected.has("error")) {
            assertError(expected.get("error").textValue(), value.diagnostics());
        } else {
            assertEquals(expected.get("value").textValue(), value.orElseThrow(), where);
        }
    }

    private static void assertError(String exception, List<Diagnostic> diagnostics) {
        assertFalse(diagnostics.isEmpty(), exception);
        assertTrue(
                diagnostics.stream().anyMatch(d -> d.code().equals(CODES.get(exception))),
                () -> exception + " expected, but " + diagnostics);
        for (Diagnostic diagnostic : diagnostics) {
            assertFalse(diagnostic.sentence().isBlank());
            assertEquals("recipe.ini", diagnostic.place().orElseThrow().file());
            assertTrue(diagnostic.place().orElseThrow().line() >= 1);
        }
    }

    private static Set<String> names(JsonNode object) {
        Set<String> names = new HashSet<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
