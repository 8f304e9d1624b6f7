package ckms.engine.installside;

import ckms.engine.host.CleanUp;
import ckms.engine.host.files.Digest;
import ckms.engine.host.files.RegularFile;
import ckms.engine.host.files.RootsOwn;
import ckms.engine.host.files.Tree;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The folder below which modules are installed, such as {@code /lib/modules}, with a folder for each kernel. */
final class Destination {
    /** The most bytes of {@code modules.order}; a kernel with thousands of modules has some hundred kilobytes. */
    private static final int MOST_ORDER = 16 << 20;

    private final Path root;
    private final boolean isRoots;

    /**
     * Makes a destination.
     *
     * @param isRoots whether root works there, and so relies on nobody else to leave its folders where they are
     */
    Destination(Path root, boolean isRoots) {
        this.root = root;
        this.isRoots = isRoots;
    }

    Path root() {
        return root;
    }

    Path resolve(String path) {
        return root.resolve(path);
    }

    /**
     * Throws an exception if root works there and others could exchange a folder, or one on the way to it, as far as
     * they exist.
     *
     * @param folder relative to the destination
     */
    void refuseUnlessRoots(Path folder) throws IOException {
        Optional<Path> unsafe = isRoots ? RootsOwn.unsafeOnWay(root.resolve(folder)) : Optional.empty();
        if (unsafe.isPresent()) {
            throw new FileSystemException(
                    unsafe.get().toString(),
                    null,
                    "must be root's, and nobody else may write to it, since root installs modules below it; name another"
                            + " destination with -d, or see to that with 'chown root' and 'chmod go-w'");
        }
    }

    /** Makes a folder for modules; throws an exception if there is a link in its path, or others could exchange it. */
    void makeFolder(Path folder) throws IOException {
        Path at = root;
        refuseUnlessRoots(folder);
        Files.createDirectories(root);
        refuseLinks(folder);
        for (Path part : folder) {
            at = at.resolve(part).normalize();
            if (!Files.isDirectory(at)) {
                Files.createDirectory(at);
                Files.setPosixFilePermissions(at, PosixFilePermissions.fromString("rwxr-xr-x"));
            }
        }
        refuseUnlessRoots(folder);
    }

    /** Throws an exception if there is a link in the path of a folder, such as a kernel's {@code build}. */
    void refuseLinks(Path folder) throws FileSystemException {
        Path at = root;
        for (Path part : folder) {
            at = at.resolve(part).normalize();
            if (Files.isSymbolicLink(at)) {
                throw new FileSystemException(
                        at.toString(),
                        null,
                        "is a link; modules do not come and go through links, put a folder in its place"
                                + (root.equals(at.getParent()) ? "" : ", or change 'dest'"));
            }
        }
    }

    /** Throws an exception if a link is on the way to a file. */
    void refuseLinks(Collection<String> paths) throws FileSystemException {
        for (String path : paths) {
            refuseLinks(Path.of(path).resolveSibling(""));
        }
    }

    /**
     * Lists the modules that came with a kernel, relative to its folder, as Kbuild's {@code modules.order} names them;
     * none if there is no such file.
     */
    Set<String> ownModules(String release) throws IOException {
        Path order = root.resolve(release).resolve("modules.order");
        return Files.isRegularFile(order, LinkOption.NOFOLLOW_LINKS)
                ? new String(RegularFile.bytes(order, MOST_ORDER), StandardCharsets.UTF_8)
                        .lines()
                        .collect(Collectors.toSet())
                : Set.of();
    }

    /** Returns the file at a path, with its digest; empty if there is none. Anything but a regular file is refused. */
    Optional<InstalledFile> look(String path) throws IOException {
        Path file = resolve(path);
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new FileSystemException(
                    file.toString(), null, "is in the way of a module and no regular file; move it away");
        }
        return Optional.of(new InstalledFile(path, Digest.of(file)));
    }

    /** Says whether there is anything at a path. */
    boolean exists(String path) {
        return Files.exists(resolve(path), LinkOption.NOFOLLOW_LINKS);
    }

    /** Says whether a file is in its place, with the same contents. */
    boolean has(InstalledFile file) throws IOException {
        return Files.isRegularFile(resolve(file.path()), LinkOption.NOFOLLOW_LINKS)
                && look(file.path()).equals(Optional.of(file));
    }

    /**
     * Throws an exception if a file of ours could not be deleted, or not safely; for use before anything has changed.
     */
    void refuseUnlessWritable(String path) throws IOException {
        Path file = resolve(path);
        Path folder = file.getParent();
        refuseUnlessRoots(Path.of(path).getParent());
        if (Files.isDirectory(folder) && !Files.isWritable(folder)) {
            Path beside = Placement.beside(file);
            attempt(folder, () -> Files.deleteIfExists(Files.createFile(beside)));
        }
        // Root may write to any file, but for one that is immutable, or mounted read-only in its place.
        if (isRoots && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) && !Files.isWritable(file)) {
            attempt(file, () -> FileChannel.open(file, StandardOpenOption.WRITE).close());
        }
    }

    /** Does what can't be done to a path, so that the system says why. */
    private static void attempt(Path path, CleanUp.Action action) throws IOException {
        try {
            action.run();
        } catch (AccessDeniedException e) {
            throw new AccessDeniedException(path.toString());
        } catch (FileSystemException e) {
            throw new FileSystemException(path.toString(), null, e.getReason());
        }
    }

    /** Deletes what an interrupted installation left beside a file. */
    void deleteUnfinished(String path) throws IOException {
        Files.deleteIfExists(Placement.beside(resolve(path)));
        Files.deleteIfExists(Placement.plain(resolve(path)));
    }

    /** Deletes a file. */
    void deleteFile(String path) throws IOException {
        Files.deleteIfExists(resolve(path));
    }

    /** Deletes a file, and the folders that this empties. */
    void delete(String path) throws IOException {
        deleteFile(path);
        removeEmptyFolders(path);
    }

    /** Removes the folder of a file if it is empty, and then each folder above it that this makes empty. */
    void removeEmptyFolders(String path) throws IOException {
        Tree.removeEmpty(resolve(path).getParent(), root);
    }
}
