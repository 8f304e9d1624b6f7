package ckms.model.manifest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ckms.model.CellState;
import ckms.model.Kernel;
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
        return ManifestReader.read(SourceText.of("m.yaml", text), Path.of("/etc/ckms"));
    }

    private static List<String> errors(String text) {
        return read(text).diagnostics().stream()
                .map(error -> error.place().orElseThrow() + " " + error.code())
                .toList();
    }

    @Test
    void aManifestIsReadWithItsDefaults() {
        Manifest manifest = read(GOOD).orElseThrow();
        assertEquals("workstation", manifest.name());
        ManifestPackage foo = manifest.packages().get(0);
        assertEquals(new PackageId("foo", "1.10"), foo.id().value());
        assertEquals(Path.of("/etc/src/foo"), foo.source().value());
        assertEquals(
                Path.of("/etc/ckms/recipes/foo.ini"), foo.recipe().orElseThrow().value());
        assertEquals(CellState.BUILT, foo.state());
        assertEquals(new KernelSelector.Glob("6.1.*"), foo.kernels().value());
        ManifestPackage bar = manifest.packages().get(1);
        assertEquals(CellState.ADDED, bar.state());
        assertEquals(
                new KernelSelector.Union(List.of(new KernelSelector.Exact("6.12.1-1"), new KernelSelector.Installed())),
                bar.kernels().value());
    }

    @Test
    void withoutDefaultsEverythingIsInstalledOnAllKernels() {
        Manifest manifest =
                read("schema: 1\npackages: [{name: a, version: 1, source: s}]").orElseThrow();
        assertEquals("default", manifest.name());
        assertEquals(CellState.INSTALLED, manifest.packages().get(0).state());
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
                "'\"6.1.*\"'             | '\">=6.6\"'               | m.yaml:4:12 kernels",
                "'\"6.1.*\"'             | running                   | m.yaml:4:12 kernels",
                "'\"6.1.*\"'             | {include: x}              | m.yaml:4:12 kernels",
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

    @Test
    void aPackageStandsOnce() {
        String twice = GOOD.replace("name: bar", "name: foo").replace("version: \"2\"", "version: \"1.10\"");
        assertEquals(List.of("m.yaml:11:11 duplicate-package"), errors(twice));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "schema: 1", "schema: 1\npackages: 5", "just text"})
    void whatIsNoManifestIsRefused(String text) {
        assertFalse(errors(text).isEmpty());
    }

    @ParameterizedTest
    @CsvSource({"6.1.*,6.1.0-56-amd64,true", "6.1.*,6.12.1,false", "6.?.1,6.6.1,true", "*-[cr]*,6.1-cloud,true"})
    void aPatternMatchesWholeReleases(String pattern, String release, boolean matches) {
        assertEquals(matches, new KernelSelector.Glob(pattern).matches(new Kernel(release, "x86_64")));
    }
}
