package ckms.engine.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import ckms.engine.host.Roots;
import ckms.model.Kernel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KernelTreesTest {
    @TempDir
    Path root;

    private List<String> installed() throws IOException {
        return new KernelTrees(Roots.at(root))
                .installed("x86_64").stream()
                        .map(tree -> tree.kernel().release())
                        .toList();
    }

    private Path modules() {
        return root.resolve("lib/modules");
    }

    @Test
    void aFolderWithAnyOfThreeThingsIsAKernels() throws IOException {
        Files.createDirectories(modules().resolve("6.10/build"));
        Files.createDirectories(modules().resolve("6.9"));
        Files.createFile(modules().resolve("6.9/modules.order"));
        Files.createDirectories(modules().resolve("6.8"));
        Files.createFile(modules().resolve("6.8/modules.builtin"));
        Files.createDirectories(modules().resolve("6.7/extra"));
        Files.createDirectories(modules().resolve("bad name/build"));
        assertEquals(List.of("6.8", "6.9", "6.10"), installed());
    }

    @Test
    void withoutAFolderOfModulesThereIsNoKernel() throws IOException {
        assertEquals(List.of(), installed());
    }

    @Test
    void aLinkToHeadersThatAreGoneGivesNone() throws IOException {
        Files.createDirectories(modules().resolve("6.1"));
        Files.createSymbolicLink(modules().resolve("6.1/build"), Path.of("/no/such/headers"));
        KernelTree tree = new KernelTrees(Roots.at(root)).tree(new Kernel("6.1", "x86_64"));
        assertEquals(Optional.empty(), tree.headers());
        assertEquals(List.of("6.1"), installed());
    }

    @Test
    void anAbsoluteLinkIsMeantWithinTheRoot() throws IOException {
        Path headers = Files.createDirectories(root.resolve("usr/src/linux-headers-6.1"));
        Files.createDirectories(modules().resolve("6.1"));
        Files.createSymbolicLink(modules().resolve("6.1/build"), Path.of("/usr/src/linux-headers-6.1"));
        assertEquals(
                Optional.of(headers),
                new KernelTrees(Roots.at(root))
                        .tree(new Kernel("6.1", "x86_64"))
                        .headers());
    }

    @Test
    void aKernelThatIsNotThereCanBeAskedFor() throws IOException {
        assertFalse(new KernelTrees(Roots.at(root))
                .tree(new Kernel("6.1", "x86_64"))
                .installed());
    }
}
