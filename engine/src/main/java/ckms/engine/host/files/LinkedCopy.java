package ckms.engine.host.files;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;

/** Copies a folder whose files nobody will change: each file of the copy is a hard link to the file itself. */
public final class LinkedCopy {
    private LinkedCopy() {}

    /**
     * Copies a folder with its regular files and symbolic links; other files are left out.
     *
     * @param to a folder that does not exist yet; the folders above it are made
     * @throws IOException if {@code to} exists, or something can't be read or made
     */
    public static void of(Path from, Path to) throws IOException {
        Files.createDirectories(to.getParent());
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                Files.createDirectory(to.resolve(from.relativize(folder).toString()));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Path copy = to.resolve(from.relativize(file).toString());
                if (attributes.isRegularFile()) {
                    link(file, copy);
                } else if (attributes.isSymbolicLink()) {
                    Files.copy(file, copy, LinkOption.NOFOLLOW_LINKS);
                }
                return FileVisitResult.CONTINUE;
            }
        });
    }

    /** Copies the file if the file system has no hard links. */
    private static void link(Path file, Path copy) throws IOException {
        try {
            Files.createLink(copy, file);
        } catch (UnsupportedOperationException | IOException noLinks) {
            Files.copy(file, copy, StandardCopyOption.COPY_ATTRIBUTES);
        }
    }
}
