package ckms.engine.host.files;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;

/**
 * Copies a source tree so that it can be built in. File times are kept, since make compares them. Permissions are kept
 * too, except that the owner may always write. A link to something in the tree leads to its copy; a link to something
 * outside becomes a copy of that; a dangling link stays. Sockets, pipes and devices are left out.
 */
public final class SourceCopy {
    private final Path source;
    private final Path target;
    /** The folders outside the source that are being copied, to notice links that lead in circles. */
    private final Deque<Path> outside = new ArrayDeque<>();

    private SourceCopy(Path source, Path target) {
        this.source = source;
        this.target = target;
    }

    /**
     * Copies a source tree to a folder that does not exist yet.
     *
     * @throws IOException if the target exists, links lead in circles, a file has more than 1 GiB, or something can't be
     *     read or written
     */
    public static void copy(Path source, Path target) throws IOException {
        if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
            throw new FileAlreadyExistsException(target.toString());
        }
        Path real = source.toRealPath();
        new SourceCopy(real, target).folder(real, target);
    }

    private void folder(Path from, Path to) throws IOException {
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                Files.createDirectories(to.resolve(from.relativize(folder)));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Path copy = to.resolve(from.relativize(file));
                if (attributes.isSymbolicLink()) {
                    link(file, copy);
                } else if (attributes.isRegularFile()) {
                    file(file, copy);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, IOException problem) throws IOException {
                if (problem != null) {
                    throw problem;
                }
                Files.setLastModifiedTime(to.resolve(from.relativize(folder)), Files.getLastModifiedTime(folder));
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private void link(Path link, Path copy) throws IOException {
        if (!Files.exists(link)) {
            Files.createSymbolicLink(copy, Files.readSymbolicLink(link));
            return;
        }
        Path real = link.toRealPath();
        if (real.startsWith(source)) {
            Path there = target.resolve(source.relativize(real).toString());
            Files.createSymbolicLink(copy, copy.getParent().relativize(there));
        } else if (Files.isDirectory(real)) {
            if (source.startsWith(real) || outside.stream().anyMatch(folder -> folder.startsWith(real))) {
                throw new FileSystemLoopException(link.toString());
            }
            outside.push(real);
            folder(real, copy);
            outside.pop();
        } else if (Files.isRegularFile(real)) {
            file(real, copy);
        }
    }

    private static void file(Path file, Path copy) throws IOException {
        RegularFile.require(file, Files.readAttributes(file, BasicFileAttributes.class), RegularFile.MOST);
        Files.copy(file, copy, StandardCopyOption.COPY_ATTRIBUTES);
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(copy);
        if (permissions.add(PosixFilePermission.OWNER_WRITE)) {
            Files.setPosixFilePermissions(copy, permissions);
        }
    }
}
