package ckms.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ckms.engine.fixture.FakeRoot;
import ckms.model.Cell;
import ckms.model.Kernel;
import ckms.model.PackageId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A build by hand finds the symbols of what the package depends on, where anybody knows of that. */
class DependencySymbolsTest extends OnAFakeRoot {
    private static final PackageId BAR = new PackageId("bar", "1");
    private static final Kernel RECENT = FakeRoot.OTHER_KERNEL;
    private static final String EXPORTS =
            FakeRoot.COPIES + "; printf '0x1\\tcalled\\tfoo\\tEXPORT_SYMBOL\\t\\n' >Module.symvers";
    private static final String MANIFEST = manifest("[6.1.0-1]", "foo=1.0", "bar=1") + "    depends_on: [foo]\n";

    @BeforeEach
    void barNeedsFoo() throws IOException {
        root.addSource(FakeRoot.FOO, EXPORTS, FakeRoot.KERNEL, RECENT);
        root.addSource(BAR, FakeRoot.COPIES + "; echo symbols $KBUILD_EXTRA_SYMBOLS", FakeRoot.KERNEL, RECENT);
    }

    private String symbols(Kernel kernel) {
        Path file = root.state.symbols(new Cell(FakeRoot.FOO, kernel));
        assertTrue(Files.exists(file));
        return "symbols " + shown(file.toString()) + "\n";
    }

    private void build(String pkg, Kernel kernel) {
        assertEquals(0, ckms("", "-k", kernel.release(), "build", pkg), err());
    }

    private void addBoth() {
        assertEquals(0, ckms("", "add", "ROOT/usr/src/foo-1.0"), err());
        assertEquals(0, ckms("", "add", "ROOT/usr/src/bar-1"), err());
    }

    @Test
    void asAManifestOfTheHostsSays() throws IOException {
        write("etc/ckms/manifest.yaml", MANIFEST);
        addBoth();
        build("foo=1.0", FakeRoot.KERNEL);
        build("bar=1", FakeRoot.KERNEL);
        assertTrue(out().contains(symbols(FakeRoot.KERNEL)), out());
        assertEquals(2, ckms("", "-D", "plan", "--detailed-exitcode"));
        assertFalse(out().contains("build"), "nothing that apply would build anew: " + out());
    }

    @Test
    void asItWasBuiltBeforeOnAnotherKernel() {
        assertEquals(0, ckms(MANIFEST, "-D", "apply", "-"), err());
        build("foo=1.0", RECENT);
        build("bar=1", RECENT);
        assertTrue(out().contains(symbols(RECENT)), out());
    }

    @Test
    void whereNobodyKnowsOfAnyThereAreNone() {
        addBoth();
        build("foo=1.0", FakeRoot.KERNEL);
        build("bar=1", FakeRoot.KERNEL);
        assertTrue(out().contains("symbols\n"), out());
        assertEquals("", err());
    }

    @Test
    void aManifestThatIsNotGoodKeepsNobodyFromBuilding() throws IOException {
        write("etc/ckms/manifest.yaml", "nonsense");
        addBoth();
        build("foo=1.0", FakeRoot.KERNEL);
        build("bar=1", FakeRoot.KERNEL);
        assertTrue(out().contains("symbols\n"), out());
        assertTrue(
                err().contains(
                                "what bar=1 depends on can't be told from the manifests, so that its build may lack symbols"),
                err());
    }

    @Test
    void whatIsWrongElsewhereInTheManifestsDoesNotMatter() throws IOException {
        write("etc/ckms/manifest.yaml", MANIFEST);
        write("etc/ckms/manifests.d/other.yaml", manifest("[6.1.0-1]", "missing=1"));
        addBoth();
        build("foo=1.0", FakeRoot.KERNEL);
        build("bar=1", FakeRoot.KERNEL);
        assertTrue(out().contains(symbols(FakeRoot.KERNEL)), out());
        assertEquals("", err());
    }
}
