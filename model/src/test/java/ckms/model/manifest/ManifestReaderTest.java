package ckms.model.manifest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ckms.model.Diagnostics;
import ckms.model.Owner;
import ckms.model.PackageId;
import ckms.model.Parsed;
import ckms.model.SourceText;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ManifestReaderTest {
    private static final String GOOD = """
            schema: 1
            name: workstation
            defaults:
              kernels: "6.1.*"
              state: built
            packages:
              - name: foo
                version: 1.10
                source: ../src/foo
                recipe: recipes/foo.ini
              - name: bar
                version: "2"
                source: /usr/src/bar
                kernels: [6.12.1-1, installed]
                state: added
            """;

    private static Parsed<Manifest> read(String text) {
        var problems = new Diagnostics();
        return ManifestReader.read(SourceText.of("m.yaml", text), Path.of("/etc/ckms"), problems)
                .map(problems::resultOf)
                .orElseGet(problems::failure);
    }

    private static List<String> errors(String text) {
        return read(text).diagnostics().stream()
                .map(error -> error.place().orElseThrow() + " " + error.code())
                .toList();
    }

    @Test
    void aManifestIsReadWithItsDefaults() {
        Manifest manifest = read(GOOD).orElseThrow();
        assertEquals(new Owner("workstation"), manifest.owner());
        ManifestPackage foo = manifest.packages().get(0);
        assertEquals(new PackageId("foo", "1.10"), foo.id().value());
        assertEquals(Path.of("/etc/src/foo"), foo.source().orElseThrow().value());
        assertEquals(
                Path.of("/etc/ckms/recipes/foo.ini"), foo.recipe().orElseThrow().value());
        assertEquals(WantedState.BUILT, foo.state());
        assertEquals(new KernelSelector.Glob("6.1.*"), foo.kernels().value());
        ManifestPackage bar = manifest.packages().get(1);
        assertEquals(WantedState.ADDED, bar.state());
        assertEquals(
                new KernelSelector.Union(List.of(new KernelSelector.Exact("6.12.1-1"), new KernelSelector.Installed())),
                bar.kernels().value());
    }

    @Test
    void withoutDefaultsEverythingIsInstalledOnAllKernels() {
        Manifest manifest =
                read("schema: 1\npackages: [{name: a, version: 1, source: s}]").orElseThrow();
        assertEquals(new Owner("default"), manifest.owner());
        assertEquals(WantedState.INSTALLED, manifest.packages().get(0).state());
        assertEquals(
                new KernelSelector.Installed(),
                manifest.packages().get(0).kernels().value());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "schema: 1               | schema: 2                 | m.yaml:1:9 schema",
                "schema: 1               | scheme: 1                 | m.yaml:1:1 unknown-key",
                "version: 1.10           | verison: 1.10             | m.yaml:8:5 unknown-key",
                "version: 1.10           | version: [1]              | m.yaml:8:14 not-a-text",
                "version: 1.10           | version:                  | m.yaml:8:13 not-a-text",
                "state: built            | state: build              | m.yaml:5:10 state",
                "name: foo               | name: ../foo              | m.yaml:7:11 package-name",
                "'\"6.1.*\"'             | '\"6.[1\"'                | m.yaml:4:12 kernels",
                "'\"6.1.*\"'             | '\">=6.x\"'               | m.yaml:4:12 kernels",
                "'\"6.1.*\"'             | '\">6.9, <6.8\"'          | m.yaml:4:12 kernels",
                "'\"6.1.*\"'             | instaled                  | m.yaml:4:12 kernels",
                "'\"6.1.*\"'             | latest:0                  | m.yaml:4:12 kernels",
                "'\"6.1.*\"'             | '\"6.{1,2}.*\"'           | m.yaml:4:12 kernels",
                "'\"6.1.*\"'             | '[]'                      | m.yaml:4:12 kernels",
                "'\"6.1.*\"'             | '{incluude: x}'           | m.yaml:4:13 unknown-key",
                "name: workstation       | 'prune: owned'            | m.yaml:2:8 prune",
                "name: workstation       | 'name: a b'               | m.yaml:2:7 name",
                "state: built            | on_missing_headers: maybe | m.yaml:5:23 on_missing_headers",
                "state: added            | depends_on: foo           | m.yaml:15:17 not-a-list",
                "state: added            | protect: perhaps          | m.yaml:15:14 protect",
                "state: added            | overrides: [{state: built}] | m.yaml:15:17 missing-key",
                "state: added            | overrides: [{kernels: installed}] | m.yaml:15:17 missing-key",
                "'[6.12.1-1, installed]' | '[../x, installed]'       | m.yaml:14:15 kernels"
            })
    void whatIsWrongIsNamedWithItsPlace(String good, String bad, String error) {
        assertTrue(GOOD.contains(good));
        assertTrue(
                errors(GOOD.replace(good, bad)).contains(error),
                () -> errors(GOOD.replace(good, bad)).toString());
    }

    @Test
    void allErrorsAreNamedInOneRunInTheFilesOrder() {
        String bad = GOOD.replace("state: built", "state: biult")
                .replace("source: ../src/foo", "sauce: x")
                .replace("name: bar", "name: b/r");
        assertEquals(
                List.of(
                        "m.yaml:5:10 state",
                        "m.yaml:7:5 missing-key",
                        "m.yaml:9:5 unknown-key",
                        "m.yaml:11:11 package-name"),
                errors(bad));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "schema: 1", "schema: 1\npackages: 5", "just text"})
    void whatIsNoManifestIsRefused(String text) {
        assertFalse(errors(text).isEmpty());
    }
}
