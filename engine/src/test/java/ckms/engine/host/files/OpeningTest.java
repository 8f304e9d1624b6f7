package ckms.engine.host.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.RandomAccessFile;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is opened was a regular file a moment ago, and is a pipe now. */
@Timeout(60)
class OpeningTest {
    @TempDir
    Path folder;

    private final Opening opening = new Opening(2, 3, Duration.ofMillis(200));
    private Path pipe;
    private Path file;

    @BeforeEach
    void aPipeWithoutAWriterAndAFile() throws IOException, InterruptedException {
        pipe = Odd.pipe(folder.resolve("pipe"));
        file = Files.writeString(folder.resolve("file"), "text");
    }

    private void open(Path path) throws IOException {
        opening.open(path, () -> Files.newByteChannel(path, RegularFile.READ)).close();
    }

    private String refusal(Path path) {
        return assertThrows(FileSystemException.class, () -> open(path)).getMessage();
    }

    @Test
    void whoeverOpensAPipeGivesUpAfterAWhile() throws IOException {
        assertEquals(pipe + ": could not be opened within 0 seconds, as where it became a pipe", refusal(pipe));
        open(file);
    }

    @Test
    void afterAFewNoFileOfTheirFolderIsOpenedUntilAWriterLetsThemGo() throws IOException, InterruptedException {
        refusal(pipe);
        refusal(pipe);
        assertEquals(
                file + ": is not opened, since too many files could not be opened in time: " + pipe
                        + " and others; look at what they are",
                refusal(file));
        try (var writer = new RandomAccessFile(pipe.toFile(), "rw")) {
            while (!opens(file)) {
                Thread.onSpinWait();
            }
            assertTrue(writer.getFD().valid());
        }
    }

    @Test
    void theFilesOfOtherFoldersAreOpenedAllTheSameUntilThereAreTooManyInAll() throws IOException, InterruptedException {
        Path other = Files.createDirectory(folder.resolve("other"));
        Path good = Files.writeString(other.resolve("file"), "text");
        refusal(pipe);
        refusal(pipe);
        open(good);
        refusal(Odd.pipe(other.resolve("pipe")));
        assertTrue(refusal(good).contains(other.resolve("pipe").toString()));
    }

    private boolean opens(Path path) {
        try {
            open(path);
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }

    @Test
    void aPipeThatHasAWriterIsRefusedToo() throws IOException {
        try (var writer = new RandomAccessFile(pipe.toFile(), "rw")) {
            assertEquals(pipe + ": is no longer a regular file", refusal(pipe));
            assertTrue(writer.getFD().valid());
        }
    }

    @Test
    void aThreadThatIsInterruptedWaitsNoLonger() {
        Thread.currentThread().interrupt();
        assertThrows(InterruptedIOException.class, () -> open(pipe));
        assertTrue(Thread.interrupted());
    }
}
