package ckms.engine.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ckms.engine.fixture.FakeRoot;
import ckms.model.CellState;
import ckms.model.PackageId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The original's layout, whoever wrote it. */
class StateReaderTest {
    @TempDir
    Path folder;

    private FakeRoot root;
    private Path foo;

    @BeforeEach
    void anAddedPackage() throws IOException {
        root = new FakeRoot(folder);
        Path source = root.addSource(FakeRoot.FOO, "true");
        foo = Files.createDirectories(root.state.version(FakeRoot.FOO));
        Files.createSymbolicLink(foo.resolve("source"), source);
        Files.copy(source.resolve("ckms.ini"), foo.resolve("ckms.ini"));
    }

    private ObservedPackage read() throws IOException {
        return new StateReader(root.state).read(FakeRoot.FOO);
    }

    private void build() throws IOException {
        Files.createDirectories(foo.resolve("6.1.0-1/x86_64"));
    }

    private void link(String target) throws IOException {
        Files.createSymbolicLink(foo.resolveSibling("kernel-6.1.0-1-x86_64"), Path.of(target));
    }

    @Test
    void added() throws IOException {
        assertEquals(CellState.ADDED, read().on(FakeRoot.KERNEL));
        assertTrue(read().sourceExists());
    }

    @Test
    void builtIsAFolderOfTheKernelAndItsMachine() throws IOException {
        build();
        assertEquals(CellState.BUILT, read().on(FakeRoot.KERNEL));
        assertEquals(CellState.ADDED, read().on(FakeRoot.OTHER_KERNEL));
    }

    @Test
    void installedIsALinkToThatVersion() throws IOException {
        build();
        link("1.0/6.1.0-1/x86_64");
        assertEquals(CellState.INSTALLED, read().on(FakeRoot.KERNEL));
    }

    @Test
    void theLinkOfAnotherVersionDoesNotCount() throws IOException {
        build();
        link("2.0/6.1.0-1/x86_64");
        assertEquals(CellState.BUILT, read().on(FakeRoot.KERNEL));
    }

    @Test
    void aLinkWithoutABuildIsNotInstalled() throws IOException {
        link("1.0/6.1.0-1/x86_64");
        assertEquals(CellState.ADDED, read().on(FakeRoot.KERNEL));
    }

    @Test
    void whatTheOriginalLeavesAfterAFailureIsNoBuild() throws IOException {
        Files.createDirectories(foo.resolve("build/drivers"));
        Files.createDirectories(foo.resolve("logs/x"));
        assertTrue(read().built().isEmpty());
    }

    @Test
    void aFolderThatIsALinkIsNotRead() throws IOException {
        Path elsewhere = Files.createDirectories(folder.resolve("elsewhere/6.1.0-1/x86_64"));
        Files.createSymbolicLink(
                root.state.root().resolve("planted"), elsewhere.getParent().getParent());
        Files.createSymbolicLink(foo.resolve("6.1.0-1"), elsewhere.getParent());
        assertTrue(read().built().isEmpty());
        assertEquals(
                List.of(FakeRoot.FOO),
                new StateReader(root.state)
                        .packages().stream().map(ObservedPackage::id).toList());
    }

    @Test
    void aSourceThatIsGoneIsKnownByItsLink() throws IOException {
        Files.delete(foo.resolve("source"));
        Files.createSymbolicLink(foo.resolve("source"), Path.of("/no/such/source"));
        assertFalse(read().sourceExists());
        assertEquals(Optional.of(Path.of("/no/such/source")), read().source());
    }

    @Test
    void packagesAreOrderedByNameAndThenByVersion() throws IOException {
        for (String version : List.of("1.9", "1.10")) {
            Files.createDirectories(root.state.version(new PackageId("foo", version)));
        }
        Files.createDirectories(root.state.version(new PackageId("bar", "2")));
        Files.createDirectories(root.state.root().resolve("bad name/1"));
        assertEquals(
                List.of("bar=2", "foo=1.0", "foo=1.9", "foo=1.10"),
                new StateReader(root.state)
                        .packages().stream().map(pkg -> pkg.id().toString()).toList());
    }
}
