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

/** Writes and moves files so that a reader, or whoever comes after a crash, sees all of one or none of it. */
public final class AtomicWrite {
    private AtomicWrite() {}

    /** Writes a text file, and the folders above it: beside its name first, then renamed. */
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

    /** Makes a symbolic link, replacing another one; {@code beside} is a name on the same file system that is free. */
    public static void link(Path link, Path target, Path beside) throws IOException {
        Files.deleteIfExists(beside);
        Files.createSymbolicLink(beside, target);
        rename(beside, link);
    }

    /** Renames, replacing what is there, and makes that last. */
    public static void rename(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        sync(to.getParent());
    }

    /** Makes a file's contents, or a folder's entries, last. */
    public static void sync(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
