package ckms.engine.host.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;

/** Tells whether root can rely on a path: that nobody else could exchange it, or write to it. */
public final class RootsOwn {
    private static final int ROOT = 0;
    private static final int STICKY = 01000;
    private static final int OTHERS_WRITE = 0022;

    private RootsOwn() {}

    /**
     * What of a path somebody else could change: itself, or a folder above it; empty where nothing.
     *
     * @param path absolute, with no link in it; folders that others write to are good where they are sticky, as /tmp is
     */
    public static Optional<Path> exception(Path path) throws IOException {
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
