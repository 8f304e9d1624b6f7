package ckms.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ckms.engine.host.files.Entries;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A folder of records that somebody filled takes neither the memory nor the time of who reads it, and can be emptied. */
class OverfullTest extends OnAFakeRoot {
    private static final int FILES = 300;

    @Test
    void itIsNamedAndWhatIsNoRecordIsMovedAway() throws IOException {
        assertEquals(0, ckms(manifest("[6.1.0-1]", "foo=1.0"), "-D", "apply", "-"), err());
        Path failed = root.state.own().resolve("failed");
        Files.createDirectories(failed);
        for (int i = 0; i < FILES; i++) {
            try (var file =
                    new RandomAccessFile(failed.resolve("f" + i + ".json").toFile(), "rw")) {
                file.setLength(1 << 20);
            }
        }
        assertEquals(0, ckms("", "-k", "6.1.0-1", "status"), err());
        assertTrue(printedErr().contains(failed + ": holds more than 20000 files, or more than 64 MiB"), err());
        assertEquals(4, ckms("", "doctor"), err());
        assertTrue(printedOut().contains(failed + "\n    holds more than"), printedOut());
        ckms("", "-D", "doctor", "--fix");
        assertTrue(Entries.of(failed).isEmpty(), out() + err());
        ckms("", "doctor");
        assertFalse(out().contains("holds more"), out());
        assertTrue(out().contains(FILES + " damaged files"), out());
    }

    /** More than is listed of any folder, and than is moved at once, first among the records and then among what was moved away. */
    @Tag("slow")
    @Test
    void soItIsHoweverFullItIs() throws IOException {
        assertEquals(0, ckms(manifest("[6.1.0-1]", "foo=1.0"), "-D", "apply", "-"), err());
        Path built = root.state.own().resolve("built");
        int records = Entries.count(built);
        int files = 100_001;
        for (int i = 0; i < files; i++) {
            Files.createFile(built.resolve("x" + i + ".json"));
        }
        assertEquals(0, ckms("", "-k", "6.1.0-1", "status"), err());
        ckms("", "-D", "doctor", "--fix");
        ckms("", "-D", "doctor", "--fix");
        assertEquals(records, Entries.count(built), err());
        assertEquals(0, ckms("", "gc"), err());
        assertEquals(0, ckms("", "doctor"), err());
        assertTrue(out().contains(files + " damaged files"), out());
    }

    @Test
    void whereAllOfItAreRecordsNothingIsMovedAndThatIsSaid() throws IOException {
        Path took = Files.createDirectories(root.state.own().resolve("took"));
        for (int i = 0; i <= 20_000; i++) {
            Files.writeString(took.resolve("foo@1." + i + "@"), "1");
        }
        assertEquals(4, ckms("", "-D", "doctor", "--fix"), err());
        assertTrue(
                printedOut()
                        .contains("could not mend this: " + took + ": is too full of records to be read, and nothing"),
                printedOut());
        assertEquals(20_001, Entries.count(took));
    }
}
