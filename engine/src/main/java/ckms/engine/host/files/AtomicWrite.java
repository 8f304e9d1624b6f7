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
import java.util.List;

/** Writes and moves files so that a reader sees all of a file or none of it, even after a crash. */
public final class AtomicWrite {
    private static final String UNFINISHED = ".ckms-new";

    private AtomicWrite() {}

    /** Returns the name, beside a file's, that the file has until it is complete. */
    public static Path beside(Path file) {
        return file.resolveSibling("." + file.getFileName() + UNFINISHED);
    }

    /** Says whether a path has a name of {@link #beside}. */
    public static boolean isUnfinished(Path path) {
        String name = path.getFileName().toString();
        return name.startsWith(".") && name.endsWith(UNFINISHED) && name.length() > 1 + UNFINISHED.length();
    }

    /**
     * Lists the files in a folder that were not completed.
     *
     * @return empty if there is no folder, or a link stands in its place
     * @throws IOException if the folder can't be read
     */
    public static List<Path> unfinished(Path folder) throws IOException {
        return Entries.of(folder, "*" + UNFINISHED).stream()
                .filter(path -> isUnfinished(path) && Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS))
                .toList();
    }

    /**
     * Writes a text file in UTF-8, and the folders above it: first beside its name, then renamed.
     *
     * @throws IOException if the file or a folder can't be written
     */
    public static void text(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Path beside = beside(file);
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
     * @param beside a name on the same file system for the link until it is renamed; a file or link of that name is
     *     deleted, and if it is a folder's, another name is taken that begins with it
     * @throws IOException if the link can't be made, as where a folder has its name
     */
    public static void link(Path link, Path target, Path beside) throws IOException {
        if (Files.isDirectory(link, LinkOption.NOFOLLOW_LINKS)) {
            throw new FileSystemException(
                    link.toString(), null, "is a folder in the place of a link of ckms; move it away");
        }
        Path free = beside;
        for (int more = 2; Files.isDirectory(free, LinkOption.NOFOLLOW_LINKS); more++) {
            free = beside.resolveSibling(beside.getFileName() + "-" + more);
        }
        Files.deleteIfExists(free);
        Files.createSymbolicLink(free, target);
        rename(free, link);
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
