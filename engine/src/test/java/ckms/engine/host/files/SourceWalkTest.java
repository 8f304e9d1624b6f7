package ckms.engine.host.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The digest and the stamp of a source tree, which may be anybody's. */
@Timeout(60)
class SourceWalkTest {
    @TempDir
    Path folder;

    private Path tree;

    @BeforeEach
    void aTree() throws IOException {
        tree = Files.createDirectories(folder.resolve("tree/sub/deeper"))
                .getParent()
                .getParent();
        Files.writeString(tree.resolve("a.c"), "a");
        Files.writeString(tree.resolve("sub/deeper/b.c"), "b");
        Files.createDirectories(tree.resolve("sub/.git/objects"));
        Files.writeString(tree.resolve("sub/.git/objects/x"), "x");
    }

    private String refusal() {
        String digest =
                assertThrows(IOException.class, () -> TreeDigest.of(tree, "")).getMessage();
        assertEquals(
                digest,
                assertThrows(IOException.class, () -> Stamp.ofTree(tree, "")).getMessage());
        return digest;
    }

    @Test
    void everyFileIsVisitedButForWhatIsGits() throws IOException {
        List<String> visited = new ArrayList<>();
        SourceWalk.of(tree, file -> visited.add(file.relative().toString()));
        assertEquals(List.of("a.c", "sub/deeper/b.c"), visited);
    }

    @Test
    void itIsTheSameWithoutLinksOnTheWay() throws IOException {
        Path real = tree.toRealPath();
        assertEquals(TreeDigest.of(tree, ""), TreeDigest.of(visit -> SourceWalk.withoutLinks(real, visit), ""));
        assertEquals(Stamp.ofTree(tree, ""), Stamp.ofTree(visit -> SourceWalk.withoutLinks(real, visit), ""));
    }

    @Test
    void aPipeIsNoPartOfTheContents() throws IOException, InterruptedException {
        String before = TreeDigest.of(tree, "");
        Odd.pipe(tree.resolve("sub/pipe"));
        assertEquals(before, TreeDigest.of(tree, ""));
    }

    @Test
    void aLinkCountsByWhatItSays() throws IOException {
        Files.createSymbolicLink(tree.resolve("link"), Path.of("a.c"));
        String before = TreeDigest.of(tree, "");
        Files.delete(tree.resolve("link"));
        Files.createSymbolicLink(tree.resolve("link"), Path.of("sub/deeper/b.c"));
        assertNotEquals(before, TreeDigest.of(tree, ""));
    }

    @Test
    void aFileThatSeemsEndlessIsNamedAndNothingIsRead() throws IOException {
        Path sparse = Odd.sparse(tree.resolve("sub/sparse"));
        assertTrue(refusal().startsWith(sparse + ": is longer than 1024 MiB"), refusal());
    }

    @Test
    void filesThatAreEndlessTogetherAreRefused() throws IOException {
        for (int i = 0; i < 5; i++) {
            try (var file = new java.io.RandomAccessFile(tree.resolve("s" + i).toFile(), "rw")) {
                file.setLength(1L << 30);
            }
        }
        assertTrue(refusal().startsWith(tree + ": holds more than 4 GiB"), refusal());
    }

    @Test
    void foldersWithinEachOtherHaveAnEnd() throws IOException {
        Files.createDirectories(tree.resolve("d/".repeat(130)));
        assertTrue(refusal().contains("folders within each other"), refusal());
    }

    @Test
    void aCopyRefusesAFileThatSeemsEndless() throws IOException {
        Odd.sparse(tree.resolve("sparse"));
        IOException refused = assertThrows(IOException.class, () -> SourceCopy.copy(tree, folder.resolve("copy")));
        assertTrue(refused.getMessage().contains("sparse: is longer than 1024 MiB"), refused.getMessage());
    }
}
