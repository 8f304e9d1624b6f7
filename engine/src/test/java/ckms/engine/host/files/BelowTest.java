package ckms.engine.host.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nothing that somebody plants below a folder makes us read something else. */
class BelowTest {
    @TempDir
    Path folder;

    private Path secret;
    private Below below;

    @BeforeEach
    void aFolderAndASecretBesideIt() throws IOException {
        secret = Files.writeString(folder.resolve("secret"), "secret");
        below = new Below(
                Files.createDirectories(folder.resolve("below/a/b")).getParent().getParent());
    }

    @Test
    void aRegularFileIsRead() throws IOException {
        Files.writeString(folder.resolve("below/a/b/file"), "text");
        assertEquals("text", new String(below.read(Path.of("a/b/file"), InputStream::readAllBytes), UTF_8));
    }

    @Test
    void aLinkInPlaceOfTheFileIsRefused() throws IOException {
        Files.createSymbolicLink(folder.resolve("below/a/file"), secret);
        var refused =
                assertThrows(FileSystemException.class, () -> below.read(Path.of("a/file"), InputStream::readAllBytes));
        assertTrue(refused.getMessage().contains("a/file: is not a regular file"), refused.getMessage());
    }

    @Test
    void aLinkInPlaceOfAFolderOnTheWayIsRefused() throws IOException {
        Files.createSymbolicLink(folder.resolve("below/link"), folder);
        assertThrows(FileSystemException.class, () -> below.read(Path.of("link/secret"), InputStream::readAllBytes));
    }

    @Test
    void aPipeIsRefusedWithoutWaitingForIt() throws IOException, InterruptedException {
        Path pipe = folder.resolve("below/a/pipe");
        assertEquals(0, new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor());
        assertThrows(FileSystemException.class, () -> below.read(Path.of("a/pipe"), InputStream::readAllBytes));
    }

    @Test
    void aMissingFileIsNamedInFull() {
        var missing =
                assertThrows(NoSuchFileException.class, () -> below.read(Path.of("a/none"), InputStream::readAllBytes));
        assertEquals(folder.resolve("below/a/none").toString(), missing.getFile());
    }

    @Test
    void bytesHaveALimit() throws IOException {
        Files.write(folder.resolve("below/a/big"), new byte[101]);
        assertEquals(101, below.bytes(Path.of("a/big"), 101).orElseThrow().length);
        assertThrows(FileSystemException.class, () -> below.bytes(Path.of("a/big"), 100));
        assertEquals(Optional.empty(), below.bytes(Path.of("a/none"), 100));
    }

    @Test
    void aFileThatSeemsEndlessIsRefused() throws IOException {
        try (var sparse = new RandomAccessFile(folder.resolve("below/sparse").toFile(), "rw")) {
            sparse.setLength(1L << 40);
        }
        IOException refused = assertThrows(IOException.class, () -> below.read(Path.of("sparse"), InputStream::read));
        assertTrue(refused.toString().contains("is longer than 1024 MiB"), refused.toString());
    }

    @Test
    void nothingLeadsOut() {
        assertThrows(IOException.class, () -> below.read(Path.of("../secret"), in -> in.read()));
    }
}
