package ckms.engine.store.cache;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ckms.engine.fixture.FakeRoot;
import ckms.engine.host.files.Odd;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is no entry goes away, whatever it is, and nobody waits for it. */
@Timeout(60)
class ResultCacheTest {
    @TempDir
    Path folder;

    private ResultCache cache;
    private Path root;

    @BeforeEach
    void aCacheWithWhatIsNoEntry() throws IOException, InterruptedException {
        var fake = new FakeRoot(folder);
        cache = new ResultCache(fake.state);
        root = fake.state.cache();
        for (String name : List.of("pipe", "sparse", "folder", "link")) {
            Files.createDirectories(root.resolve(name));
        }
        Odd.pipe(root.resolve("pipe/entry.json"));
        Odd.sparse(root.resolve("sparse/entry.json"));
        Files.createDirectories(root.resolve("folder/entry.json/full"));
        Files.createSymbolicLink(root.resolve("link/entry.json"), Path.of("/dev/zero"));
        Files.writeString(root.resolve("file"), "");
        Odd.pipe(root.resolve("alone"));
    }

    @Test
    void collectingRemovesIt() throws IOException {
        assertEquals(0, cache.trim(0));
        assertEquals(6, cache.retain(Set.of()));
        try (var left = Files.list(root)) {
            assertEquals(List.of(), left.toList());
        }
    }

    @Test
    void noResultIsBroughtBackFromIt() throws IOException {
        for (String key : List.of("pipe", "sparse", "folder", "link", "file", "alone", "none")) {
            assertEquals(Optional.empty(), cache.restore(key, folder.resolve("result"), record -> true));
        }
    }
}
