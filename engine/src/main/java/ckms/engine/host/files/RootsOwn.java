package ckms.engine.host.files;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** Tells whether root can rely on a path, because nobody else can exchange it or write to it. */
public final class RootsOwn {
    private static final int ROOT = 0;
    private static final int STICKY = 01000;
    private static final int OTHERS_WRITE = 0022;

    private RootsOwn() {}

    /**
     * Finds what of a path another user than root could change: the path itself, or a folder above it.
     *
     * @param path absolute, with no link in it; folders that others may write to are accepted if they are sticky, as
     *     {@code /tmp} is
     * @return empty if there is none
     * @throws IOException if the path or a folder above it can't be looked at
     */
    public static Optional<Path> unsafePart(Path path) throws IOException {
        for (Path at = path; at != null; at = at.getParent()) {
            if (isUnsafe(at) || Files.isSymbolicLink(at)) {
                return Optional.of(at);
            }
        }
        return Optional.empty();
    }

    /**
     * Finds what of a path, or of the way to it, another user than root could change. Links that only root can exchange
     * are followed. The walk ends at what does not exist: whoever makes it looks again.
     *
     * @param path absolute, whether or not it exists
     * @return empty if there is none
     * @throws IOException if something on the way can't be looked at, or links lead in a circle
     */
    public static Optional<Path> unsafeOnWay(Path path) throws IOException {
        var unsafe = new ArrayList<Path>();
        PathWalk.go(path.getRoot(), path, next -> {
            boolean exists = Files.exists(next, LinkOption.NOFOLLOW_LINKS);
            if (exists && isUnsafe(next)) {
                unsafe.add(next);
            }
            return exists && unsafe.isEmpty();
        });
        return unsafe.stream().findFirst();
    }

    /**
     * Finds the path without links that a path leads to. Links that another user than root could exchange are not
     * followed, since they may lead to what only root may read.
     *
     * @param path absolute, and what it leads to exists
     * @throws FileSystemException if there is such a link on the way, which it names, or nothing at its end
     * @throws IOException if something on the way can't be looked at
     */
    public static Path followed(Path path) throws IOException {
        var exposed = new AtomicBoolean();
        return PathWalk.go(path.getRoot(), path, next -> {
            exposed.compareAndSet(false, isUnsafe(next));
            if (exposed.get() && Files.isSymbolicLink(next)) {
                throw new FileSystemException(
                        next.toString(),
                        null,
                        "is a link that others than root can exchange, so root does not follow it; name what it leads to");
            }
            return true;
        });
    }

    /**
     * Reads a small regular file for root, over those links only that {@link #followed} follows.
     *
     * @param most the most bytes that it may have
     * @throws IOException as {@link #followed} does, or if it is longer, is no regular file, or can't be read
     */
    public static byte[] bytes(Path path, int most) throws IOException {
        Path real = followed(path);
        return new Below(real.getRoot())
                .bytes(real.getRoot().relativize(real), most)
                .orElseThrow(() -> new NoSuchFileException(real.toString()));
    }

    /** Says whether another user than root may change it; the permission bits of a link mean nothing. */
    private static boolean isUnsafe(Path path) throws IOException {
        int owner = (Integer) Files.getAttribute(path, "unix:uid", LinkOption.NOFOLLOW_LINKS);
        int mode = (Integer) Files.getAttribute(path, "unix:mode", LinkOption.NOFOLLOW_LINKS);
        boolean othersWrite = (mode & OTHERS_WRITE) != 0 && (mode & STICKY) == 0;
        return owner != ROOT || (othersWrite && !Files.isSymbolicLink(path));
    }
}
