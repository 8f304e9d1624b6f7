package ckms.engine.host.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Writes and moves files so that a reader sees all of a file or none of it, even after a crash. */
public final class AtomicWrite {
    private AtomicWrite() {}

    /**
     * Writes a text file in UTF-8, and the folders above it: first beside its name, then renamed.
     *
     * @throws IOException if the file or a folder can't be written
     */
    public static void text(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Path beside = file.resolveSibling("." + file.getFileName() + ".ckms-new");
        Files.deleteIfExists(beside);
        try (FileChannel out = FileChannel.open(
                beside, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)) {
            ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                out.write(bytes);
            }
            out.force(true);
        } catch (FileSystemException named) {
            throw named;
        } catch (IOException nameless) {
            throw new FileSystemException(file.toString(), null, nameless.getMessage());
        }
        rename(beside, file);
    }

    /**
     * Makes a symbolic link, replacing a file or link of its name.
     *
     * @param beside a name on the same file system for the link until it is renamed; what has that name is deleted
     * @throws IOException if the link can't be made
     */
    public static void link(Path link, Path target, Path beside) throws IOException {
        Files.deleteIfExists(beside);
        Files.createSymbolicLink(beside, target);
        rename(beside, link);
    }

    /**
     * Renames a file, replacing what has the new name, and flushes the new name's folder to disk.
     *
     * @throws IOException if the file can't be renamed, or the folder not be flushed
     */
    public static void rename(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        sync(to.getParent());
    }

    /**
     * Flushes a file's contents, or a folder's entries, to disk.
     *
     * @throws IOException if the path can't be opened or flushed
     */
    public static void sync(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
