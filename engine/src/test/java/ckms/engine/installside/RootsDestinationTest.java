package ckms.engine.installside;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ckms.engine.fixture.FakeRoot;
import ckms.engine.host.Host;
import ckms.engine.host.files.FileProblem;
import ckms.engine.kernel.module.Compression;
import ckms.model.run.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Root installs only where nobody else can exchange a folder. */
@Tag("root")
class RootsDestinationTest extends InstallerFixture {
    private static final int SOMEBODY = 12345;

    private Installer roots() {
        var host = new Host(root.host.environment(), 0, 2, root.host.processes());
        return new Installer(host, root.state, root.records(), destdir, side, Set.of());
    }

    private Outcome installAsRoot() throws IOException, InterruptedException {
        return roots().install(order(FakeRoot.FOO, Compression.NONE, FOO, MORE));
    }

    private static Path give(Path folder) throws IOException {
        return Files.setAttribute(Files.createDirectories(folder), "unix:uid", SOMEBODY);
    }

    private void refuses(Path folder) {
        String sentence = FileProblem.sentence(assertThrows(IOException.class, this::installAsRoot));
        assertTrue(sentence.startsWith(folder + ": must be root's, and nobody else may write to it"), sentence);
    }

    @Test
    void whereAllIsRootsItInstalls() throws IOException, InterruptedException {
        assertInstanceOf(Outcome.Changed.class, installAsRoot());
        assertEquals(BOTH, installed());
    }

    @Test
    void aDestinationWithinAnothersFolderIsRefusedBeforeAnythingIsDone() throws IOException {
        Path users = give(destdir.resolveSibling("users"));
        destdir = users.resolve("modules");
        refuses(users);
        assertFalse(Files.exists(destdir));
        assertEquals(List.of(), root.records().intents().all());
    }

    @Test
    void soIsAKernelsFolderAndAnyOnTheWayToAModule() throws IOException {
        Path extra = give(destdir.resolve("6.1.0-1/extra"));
        refuses(extra);
        Path kernel = give(destdir.resolve("6.1.0-1"));
        refuses(kernel);
    }

    @Test
    void nothingIsUninstalledThereEither() throws IOException, InterruptedException {
        installAsRoot();
        Path extra = give(destdir.resolve("6.1.0-1/extra"));
        IOException refused =
                assertThrows(IOException.class, () -> roots().uninstall(uninstallation(FakeRoot.FOO, false)));
        assertTrue(FileProblem.sentence(refused).startsWith(extra + ": must be root's"), refused.getMessage());
        assertEquals(BOTH, installed());
        assertEquals(List.of(), root.records().intents().all());
    }
}
