package ckms.engine.host.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Stream;

/** Removes folders with all that is in them, and measures them. */
public final class Tree {
    private static final Set<PosixFilePermission> OWNER_ALL = EnumSet.of(
            PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE);

    private Tree() {}

    /**
     * Removes a file or a folder, if it exists; links are not followed. Folders that their owner may not enter are
     * unlocked first.
     *
     * @throws IOException if something can't be removed
     */
    public static void remove(Path path) throws IOException {
        if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        unlock(path);
        Files.walkFileTree(path, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                try (var entries = Files.newDirectoryStream(folder)) {
                    entries.forEach(Tree::unlock);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.deleteIfExists(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, IOException problem) throws IOException {
                if (problem != null && !(problem instanceof NoSuchFileException)) {
                    throw problem;
                }
                Files.deleteIfExists(folder);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    /**
     * Removes a folder if it is empty, and then each folder above it that this makes empty.
     *
     * @param stays the folder to stop at, which is kept
     * @throws IOException if a folder can't be read or removed
     */
    public static void removeEmpty(Path folder, Path stays) throws IOException {
        for (Path at = folder; at.startsWith(stays) && !at.equals(stays); at = at.getParent()) {
            if (Files.isSymbolicLink(at) || !Files.isDirectory(at)) {
                return;
            }
            try (var entries = Files.newDirectoryStream(at)) {
                if (entries.iterator().hasNext()) {
                    return;
                }
            }
            Files.delete(at);
        }
    }

    /**
     * Adds up the sizes of all files in and below a folder, in bytes; links are not followed.
     *
     * @throws IOException if a folder can't be read
     */
    public static long bytes(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static void unlock(Path path) {
        try {
            if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)
                    && !Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS)
                            .containsAll(OWNER_ALL)) {
                Files.setPosixFilePermissions(path, OWNER_ALL);
            }
        } catch (IOException theRemovalWillTell) {
            return;
        }
    }
}
