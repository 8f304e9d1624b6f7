package ckms.engine.host.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
        Odd.pipe(folder.resolve("below/a/pipe"));
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
        Odd.sparse(folder.resolve("below/sparse"));
        IOException refused = assertThrows(IOException.class, () -> below.read(Path.of("sparse"), InputStream::read));
        assertTrue(refused.toString().contains("is longer than 1024 MiB"), refused.toString());
    }

    @Test
    void aPipeInPlaceOfAFolderIsNotWaitedForEither() throws IOException, InterruptedException {
        Odd.pipe(folder.resolve("below/pipe"));
        assertThrows(IOException.class, () -> below.read(Path.of("pipe/file"), InputStream::readAllBytes));
        assertThrows(IOException.class, () -> read(new Below(folder.resolve("below/pipe")), "x"));
        assertEquals(List.of(), Entries.overLinks(folder.resolve("below/pipe")));
    }

    @Test
    void allSmallFilesOfAFolderAreReadAndWhatIsNoneIsAProblem() throws IOException, InterruptedException {
        Files.writeString(folder.resolve("below/a/file"), "text");
        Files.writeString(folder.resolve("below/a/.hidden"), "text");
        Files.createSymbolicLink(folder.resolve("below/a/link"), secret);
        Odd.pipe(folder.resolve("below/a/pipe"));
        assertEquals(
                Set.of("file: text", "b: problem", "link: problem", "pipe: problem"), Set.copyOf(read(below, "a")));
        assertEquals(List.of(), read(below, "none"));
    }

    @Test
    void ofAnOverfullFolderOnlyAPartIsRead() throws IOException {
        for (int i = 0; i < 20; i++) {
            Odd.sparse(folder.resolve("below/a/" + i), FolderFiles.MOST_BYTES / 8);
        }
        List<String> some = read(below, "a");
        assertEquals(9, some.size());
        assertEquals(
                "holds more than 20000 files, or more than 64 MiB in them, so that only a part of them is read",
                some.get(8));
    }

    @Test
    void ofAFolderWithVeryManyFilesNoneIsListed() {
        var many = Collections.nCopies(Listing.MOST + 1, Path.of("file"));
        IOException refused = assertThrows(IOException.class, () -> Listing.of(many, folder));
        assertTrue(refused.getMessage().startsWith(folder + ": holds more than 100000 files"), refused.getMessage());
    }

    /** Reads the files of a folder that are not hidden: a line each, and one for those that were not read. */
    private static List<String> read(Below below, String name) throws IOException {
        var read = new ArrayList<String>();
        new FolderFiles(
                        below,
                        Path.of(name),
                        FolderFiles.MOST_BYTES,
                        file -> !file.toString().startsWith("."))
                .each(new FolderFiles.Visit() {
                    @Override
                    public void file(Path file, byte[] contents) {
                        read.add(file + ": " + (contents.length < 10 ? new String(contents, UTF_8) : "much"));
                    }

                    @Override
                    public void problem(Path file, IOException problem) {
                        read.add(file + ": problem");
                    }
                })
                .ifPresent(read::add);
        return read;
    }

    @Test
    void theStampOfALinksTargetIsNotTaken() throws IOException {
        Files.createSymbolicLink(folder.resolve("below/a/link"), secret);
        assertThrows(FileSystemException.class, () -> below.stamp(Path.of("a/link")));
        assertThrows(FileSystemException.class, () -> below.modified(Path.of("a/link")));
        assertEquals(Stamp.NONE, below.stamp(Path.of("a/none")));
        Path file = Files.writeString(folder.resolve("below/a/file"), "text");
        assertEquals(Stamp.of(file), below.stamp(Path.of("a/file")));
    }

    @Test
    void nothingLeadsOut() {
        assertThrows(IOException.class, () -> below.read(Path.of("../secret"), in -> in.read()));
    }
}
