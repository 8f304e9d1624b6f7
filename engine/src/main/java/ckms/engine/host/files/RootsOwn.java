package ckms.engine.host.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;

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
            int owner = (Integer) Files.getAttribute(at, "unix:uid", LinkOption.NOFOLLOW_LINKS);
            int mode = (Integer) Files.getAttribute(at, "unix:mode", LinkOption.NOFOLLOW_LINKS);
            boolean othersWrite = (mode & OTHERS_WRITE) != 0 && (mode & STICKY) == 0;
            if (owner != ROOT || othersWrite || Files.isSymbolicLink(at)) {
                return Optional.of(at);
            }
        }
        return Optional.empty();
    }
}
