package ckms.engine.host.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the user names on the command line. */
@Timeout(60)
class GivenFileTest {
    @TempDir
    Path folder;

    private static String refusal(Path file) {
        return assertThrows(IOException.class, () -> GivenFile.bytes(file, 100)).getMessage();
    }

    @Test
    void aFileIsReadOverLinks() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "text");
        Path link = Files.createSymbolicLink(folder.resolve("link"), file);
        assertEquals("text", new String(GivenFile.bytes(link, 100), UTF_8));
        assertEquals(folder.toAbsolutePath(), GivenFile.folder(link));
    }

    @Test
    void aPipeIsReadToItsEndAndBelongsToNoFolder() throws IOException, InterruptedException {
        Path pipe = Odd.pipe(folder.resolve("pipe"));
        Process writer = new ProcessBuilder("sh", "-c", "printf text >" + pipe).start();
        assertTrue(GivenFile.exists(pipe));
        assertEquals("text", new String(GivenFile.bytes(pipe, 100), UTF_8));
        assertEquals(0, writer.waitFor());
        assertEquals(Path.of("").toAbsolutePath(), GivenFile.folder(pipe));
    }

    @Test
    void nothingIsReadWithoutEnd() throws IOException {
        assertTrue(refusal(Path.of("/dev/zero")).contains("is longer than 100 bytes"));
        assertTrue(refusal(Odd.sparse(folder.resolve("sparse"))).contains("is longer than 100 bytes"));
        Path full = folder.resolve("full");
        try (var file = new RandomAccessFile(full.toFile(), "rw")) {
            file.setLength(101);
        }
        assertTrue(refusal(full).contains("is longer than 100 bytes"));
    }

    /** Files in {@code /proc} say that they are empty. */
    @Test
    void aFileThatSaysNothingOfItsLengthIsReadAsFarAsItMay() throws IOException {
        Path limits = Path.of("/proc/self/limits");
        assertEquals(0, Files.size(limits));
        assertTrue(GivenFile.bytes(limits, 1 << 16).length > 100);
        assertTrue(refusal(limits).contains("is longer than 100 bytes"));
    }

    @Test
    void aFolderIsNoFile() {
        assertFalse(GivenFile.exists(folder));
        assertEquals(folder + ": is a folder; name a file", refusal(folder));
    }
}
