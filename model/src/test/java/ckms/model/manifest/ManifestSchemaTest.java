package ckms.model.manifest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ckms.model.Diagnostic;
import ckms.model.Diagnostics;
import ckms.model.SourceText;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The schema for editors says what the reader says. */
class ManifestSchemaTest {
    private static final Path FILE = Path.of("..", "docs", "schema", "manifest.schema.json");
    private static final String PACKAGE = "schema: 1\npackages:\n- {name: a, version: 1, source: s, %s}\n";

    private static JsonNode schema() throws IOException {
        return new ObjectMapper().readTree(Files.readString(FILE));
    }

    private static boolean isGoodBySchema(String yaml) throws IOException {
        JsonSchema schema =
                JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(schema());
        return schema.validate(new ObjectMapper(new YAMLFactory()).readTree(yaml))
                .isEmpty();
    }

    private static List<Diagnostic> problems(String yaml) {
        var problems = new Diagnostics();
        ManifestReader.read(SourceText.of("m.yaml", yaml), Path.of("/"), problems);
        return problems.found();
    }

    private static Set<String> keys(JsonNode object) {
        var keys = new TreeSet<String>();
        object.path("properties").fieldNames().forEachRemaining(keys::add);
        return keys;
    }

    @Test
    void itHasTheKeysThatTheReaderHas() throws IOException {
        JsonNode schema = schema();
        assertEquals(new TreeSet<>(ManifestReader.FILE_KEYS), keys(schema));
        assertEquals(
                new TreeSet<>(ManifestReader.DEFAULT_KEYS),
                keys(schema.path("properties").path("defaults")));
        assertEquals(
                new TreeSet<>(PackageReader.KEYS), keys(schema.path("$defs").path("package")));
        assertEquals(
                new TreeSet<>(PackageReader.OVERRIDE_KEYS),
                keys(schema.path("$defs").path("override")));
        var states = new ArrayList<String>();
        schema.path("$defs").path("state").path("enum").forEach(state -> states.add(state.asText()));
        assertEquals(WantedState.words(), states);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "schema: 1",
                "schema: 1\npackages: []",
                "schema: '1'\npackages: []",
                "schema: 2\npackages: []",
                "schema: 1\npackages: {}",
                "schema: 1\npackages: [5]",
                "schema: 1\npackages: []\nname: a",
                "schema: 1\npackages: []\nname: 'a b'",
                "schema: 1\npackages: []\nname: []",
                "schema: 1\npackages: []\nname: a\nprune: owned",
                "schema: 1\npackages: []\nprune: owned",
                "schema: 1\npackages: []\nprune: none",
                "schema: 1\npackages: []\nprune: all",
                "schema: 1\npackages: []\npackage: 1",
                "schema: 1\npackages: []\ndefaults: {kernels: running, state: built, on_missing_headers: skip}",
                "schema: 1\npackages: []\ndefaults: {kernel: running}",
                "schema: 1\npackages: []\ndefaults: 5",
                "schema: 1\npackages: []\ndefaults: {state: gone}",
                "schema: 1\npackages: [{version: 1, source: s}]",
                "schema: 1\npackages: [{name: a, source: s}]",
                "schema: 1\npackages: [{name: a, version: 1}]",
                "schema: 1\ndefaults: {state: absent}\npackages: [{name: a, version: 1}]",
                "schema: 1\ndefaults: {state: absent}\npackages: [{name: a, version: 1, state: built}]",
                "schema: 1\npackages: [{name: a, version: 1, state: absent,"
                        + " overrides: [{kernels: '6.1.*', state: built}]}]",
                "schema: 1\npackages: [{name: a, version: 1, state: absent}]"
            })
    void theyAgreeOnFiles(String yaml) throws IOException {
        assertEquals(
                problems(yaml).isEmpty(),
                isGoodBySchema(yaml),
                () -> problems(yaml).toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "recipe: r",
                "recipe: []",
                "recipe: ''",
                "kernels: installed",
                "kernels: 6.1",
                "kernels: []",
                "kernels: [running, latest]",
                "kernels: [[running], 6.1.0-1]",
                "kernels: {include: running, exclude: [latest]}",
                "kernels: {included: running}",
                "kernels: ''",
                "kernels: latest:3",
                "kernels: latest:0",
                "kernels: '>=6.6, <6.9'",
                "kernels: '>=6.x'",
                "kernels: '6.*'",
                "kernels: '6.{1,2}*'",
                "kernels: ../x",
                "state: installed",
                "state: instaled",
                "state: []",
                "on_missing_headers: fail",
                "on_missing_headers: warn",
                "protect: true",
                "protect: 'false'",
                "protect: 1",
                "depends_on: [b]",
                "depends_on: b",
                "depends_on: [[b]]",
                "overrides: []",
                "overrides: [{kernels: 6.1.0, state: built}]",
                "overrides: [{kernels: 6.1.0, on_missing_headers: skip}]",
                "overrides: [{kernels: 6.1.0}]",
                "overrides: [{state: built}]",
                "overrides: [{kernels: 6.1.0, state: built, source: x}]",
                "overrides: {}",
                "nonsense: 1"
            })
    void theyAgreeOnPackages(String entry) throws IOException {
        String yaml = PACKAGE.formatted(entry);
        assertEquals(
                problems(yaml).isEmpty(),
                isGoodBySchema(yaml),
                () -> problems(yaml).toString());
    }
}
