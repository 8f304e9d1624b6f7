package ckms.engine.reconcile.desired;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ckms.engine.fixture.FakeRoot;
import ckms.model.Diagnostics;
import ckms.model.Machine;
import ckms.model.Parsed;
import ckms.model.SourceText;
import ckms.model.manifest.ManifestReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a manifest wants, once its recipes and the host's kernels are known. */
class DesiredReaderTest {
    @TempDir
    Path folder;

    private FakeRoot root;

    @BeforeEach
    void twoKernelsAndASource() throws IOException {
        root = new FakeRoot(folder);
        root.addKernel(FakeRoot.KERNEL);
        root.addKernel(FakeRoot.OTHER_KERNEL);
        root.addSource(FakeRoot.FOO, "true");
    }

    private Parsed<Desired> read(String... packages) throws IOException {
        String text = "schema: 1\npackages:\n- " + String.join("\n- ", packages) + "\n";
        var problems = new Diagnostics();
        var manifest = ManifestReader.read(SourceText.of("m.yaml", text), root.root.resolve("usr/src"), problems);
        var kernels = root.reconciler().observe().trees();
        Desired desired = new DesiredReader(
                        root.host, root.settings(), Machine.running(FakeRoot.OTHER_KERNEL), kernels, problems)
                .read(List.of(manifest.orElseThrow()), Scope.ALL);
        return problems.resultOf(desired);
    }

    private List<String> errors(String... packages) throws IOException {
        return read(packages).diagnostics().stream()
                .map(error -> error.place().orElseThrow().line() + " " + error.code())
                .toList();
    }

    private List<String> cells(String kernels) throws IOException {
        return read("{name: foo, version: '1.0', source: foo-1.0, kernels: " + kernels + "}")
                .orElseThrow()
                .packages()
                .get(0)
                .cells()
                .stream()
                .map(cell -> cell.cell().kernel().release() + (cell.needsHeaders() ? " named" : ""))
                .toList();
    }

    @Test
    void selectorsAreWorkedOutOnThisHost() throws IOException {
        assertEquals(List.of("6.1.0-1", "6.12.0-1"), cells("installed"));
        assertEquals(List.of("6.12.0-1"), cells("'6.12.*'"));
        assertEquals(List.of("6.1.0-1 named"), cells("6.1.0-1"));
        assertEquals(List.of("6.1.0-1", "6.12.0-1 named", "9.9 named"), cells("[installed, 6.12.0-1, 9.9]"));
        assertEquals(List.of(), cells("'5.*'"));
    }

    @Test
    void aMissingSourceIsNoErrorOfTheFile() throws IOException {
        Desired desired = read("{name: foo, version: '1.0', source: none}").orElseThrow();
        assertEquals(false, desired.packages().get(0).sourceExists());
    }

    @Test
    void aSourceWithoutARecipeIs() throws IOException {
        Files.createDirectories(root.root.resolve("usr/src/empty"));
        assertEquals(List.of("3 no-recipe"), errors("{name: foo, version: '1.0', source: empty}"));
    }

    @Test
    void aRecipeThatIsNamedAndMissingIs() throws IOException {
        assertEquals(List.of("3 no-recipe"), errors("{name: foo, version: '1.0', source: foo-1.0, recipe: none.ini}"));
    }

    @Test
    void aRecipeForAnotherPackageIs() throws IOException {
        assertEquals(List.of("3 other-package"), errors("{name: foo, version: '1.1', source: foo-1.0}"));
    }

    @Test
    void aRecipeThatIsNotGoodIsNamedWithItsOwnPlaces() throws IOException {
        Path recipe = root.root.resolve("usr/src/foo-1.0/ckms.ini");
        Files.writeString(recipe, Files.readString(recipe).replace("path = .", "path = ../.."));
        assertEquals(List.of("9 bad-path"), errors("{name: foo, version: '1.0', source: foo-1.0}"));
    }

    @Test
    void twoVersionsOfAPackageAreNotInstalledOnOneKernel() throws IOException {
        root.addSource(new ckms.model.PackageId("foo", "2.0"), "true");
        String older = "{name: foo, version: '1.0', source: foo-1.0, kernels: '6.1.*'}";
        assertEquals(
                List.of("4 conflict", "4 conflict"),
                errors(older, "{name: foo, version: '2.0', source: foo-2.0, kernels: installed}"));
        assertEquals(List.of(), errors(older, "{name: foo, version: '2.0', source: foo-2.0, kernels: '6.12.*'}"));
        assertEquals(
                List.of(),
                errors(older, "{name: foo, version: '2.0', source: foo-2.0, kernels: installed, state: built}"));
    }

    @Test
    void twoPackagesDoNotOwnOneFile() throws IOException {
        Path other = Files.createDirectories(root.root.resolve("usr/src/bar-1"));
        Files.writeString(
                other.resolve("ckms.ini"),
                FakeRoot.recipe(new ckms.model.PackageId("bar", "1"), "true").replace("[module.bar]", "[module.foo]"));
        assertEquals(
                List.of("4 conflict"),
                errors(
                        "{name: foo, version: '1.0', source: foo-1.0, kernels: '6.1.*'}",
                        "{name: bar, version: '1', source: bar-1}"));
    }
}
