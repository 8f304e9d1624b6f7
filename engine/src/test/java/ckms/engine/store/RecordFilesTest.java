package ckms.engine.store;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ckms.engine.host.files.Entries;
import ckms.engine.host.json.Json;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is in the place of a record, reading it gives a value or says what is wrong with which file. */
class RecordFilesTest {
    private static final Json JSON = Json.forOurselves(List.of());

    record Size(int size) {}

    @TempDir
    Path root;

    private Path folder;
    private RecordFiles<Size> files;

    @BeforeEach
    void twoGoodRecords() throws IOException {
        folder = Files.createDirectories(root.resolve("own/sizes"));
        files = new RecordFiles<>(
                root,
                Path.of("own/sizes"),
                new RecordKind<>(Set.of(".json"), 100, (name, text) -> JSON.read(text, Size.class)));
        write("{\"size\": 1}", "a.json");
        write("{\"size\": 2}", "b.json");
    }

    private void write(String text, String name) throws IOException {
        Files.writeString(folder.resolve(name), text, ISO_8859_1);
    }

    /** Expects that only a is damaged, and returns what is said of it. */
    private Fault fault() {
        Fault fault = files.read("a.json").fault().orElseThrow();
        assertEquals(folder.resolve("a.json"), fault.path());
        assertEquals(new RecordFiles.Found<>(Map.of("b.json", new Size(2)), List.of(fault)), files.all());
        var refused = assertThrows(IOException.class, () -> files.read("a.json").orRefuse("how large it is"));
        assertTrue(refused.getMessage().startsWith(fault.sentence() + ", so that nobody can tell how large it is"));
        return fault;
    }

    @Test
    void aGoodRecordIsKnownAndOneThatIsNotThereIsNone() throws IOException {
        assertEquals(Optional.of(new Size(1)), files.read("a.json").orRefuse("how large it is"));
        assertEquals(new Recorded.Absent<>(), files.read("c.json"));
        assertEquals(
                Map.of("a.json", new Size(1), "b.json", new Size(2)),
                files.all().values());
        assertEquals(
                new RecordFiles.Found<>(Map.of(), List.of()),
                new RecordFiles<>(root, Path.of("none"), new RecordKind<>(Set.of(""), 1, (name, text) -> text)).all());
    }

    @Test
    void whatHasAnotherNameOrIsBeingWrittenIsNoRecord() throws IOException {
        write("x", "a.json.away");
        write("x", ".a.json");
        assertEquals(2, files.all().values().size());
        assertEquals(List.of(), files.all().faults());
    }

    @Test
    void damagedContentsAreDamageOfThatRecordAlone() throws IOException {
        for (String text : List.of("", "null", "{\"size\": null}", "{", "[]", "{\"size\": 1} 2", "{\"size\": \"1\"}")) {
            write(text, "a.json");
            assertTrue(fault().isDamage(), text);
            assertTrue(fault().what().startsWith("is damaged: "), fault().what());
        }
        write("{\"size\": 1, \"\u00ff\": 1}", "a.json");
        assertEquals(Fault.damage(folder.resolve("a.json"), "is damaged: it is not UTF-8 text"), fault());
        try (var sparse = new RandomAccessFile(folder.resolve("a.json").toFile(), "rw")) {
            sparse.setLength(1L << 40);
        }
        assertEquals("is longer than 100 bytes, which no such record is", fault().what());
    }

    @Test
    void anythingButAFileIsDamageOfThatRecordAlone() throws IOException, InterruptedException {
        Path a = folder.resolve("a.json");
        Files.delete(a);
        Files.createDirectory(a);
        assertEquals("is not a regular file", fault().what());
        Files.delete(a);
        Files.createSymbolicLink(a, Path.of("b.json"));
        assertEquals("is not a regular file", fault().what());
        Files.delete(a);
        assertEquals(0, new ProcessBuilder("mkfifo", a.toString()).start().waitFor());
        assertEquals("is not a regular file", fault().what());
        assertTrue(fault().isDamage());
    }

    @Test
    void whatIsNotAFolderIsNamedInPlaceOfItsRecords() throws IOException {
        Path away = Files.move(root.resolve("own"), root.resolve("away"));
        Files.createSymbolicLink(root.resolve("own"), away);
        var own = Fault.damage(root.resolve("own"), "is not a folder");
        assertEquals(Optional.of(own), files.read("a.json").fault());
        assertEquals(List.of(own), files.all().faults());
        Files.delete(root.resolve("own"));
        Files.createDirectory(root.resolve("own"));
        Files.createFile(root.resolve("own/sizes"));
        assertEquals(
                List.of(Fault.damage(folder, "is not a folder")), files.all().faults());
        assertFalse(files.read("a.json").known().isPresent());
    }

    /** A name of bytes that are no text is damage like any other, and the path in it leads to the file. */
    @Test
    void aNameThatIsNoTextLeadsToItsFile() throws IOException {
        Path file = Path.of(URI.create(folder.toUri() + "%FF.json"));
        Files.writeString(file, "{");
        Fault fault = files.all().faults().get(0);
        assertTrue(fault.isDamage());
        assertTrue(Files.exists(fault.path()));
        Path kept = SetAside.move(root, root.relativize(fault.path()), root);
        assertEquals(List.of(), files.all().faults());
        assertEquals("{", Files.readString(kept));
    }

    @Test
    void theLongestNameFitsWhereItIsMovedToMoreThanOnce() throws IOException {
        String name = "\u00e4".repeat(125) + ".json";
        for (int i = 0; i < 3; i++) {
            write("{", name);
            Path kept = SetAside.move(root, Path.of("own/sizes", name), root);
            assertTrue(kept.toString().contains("\u00e4\u00e4.json"), kept.toString());
        }
        assertEquals(3, Entries.of(root.resolve(SetAside.FOLDER)).size());
    }

    @Test
    void anOverfullFolderIsAFaultBesidesWhatIsReadOfIt() throws IOException {
        for (int i = 0; i < 20_000; i++) {
            write("", "x" + i + ".json");
        }
        RecordFiles.Found<Size> found = files.all();
        assertEquals(2, found.values().size());
        Fault fault = found.faults().get(0);
        assertEquals(folder, fault.path());
        assertEquals(Fault.Mend.SIFT, fault.mend());
        assertTrue(fault.what().startsWith("holds more than 20000 files"), fault.what());
        assertEquals(100, files.damaged(100).size());
        List<Path> damaged = files.damaged(100_000);
        assertEquals(20_000, damaged.size());
        assertFalse(damaged.contains(folder.resolve("a.json")));
    }
}
