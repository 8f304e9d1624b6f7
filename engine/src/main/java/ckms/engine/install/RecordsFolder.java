package ckms.engine.install;

import ckms.engine.host.Host;
import ckms.engine.state.StateDirectory;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;

/**
 * Chooses where the install side keeps its records: in the state directory, but for root working on somebody else's,
 * whose records lie beside it, where only root writes.
 */
public final class RecordsFolder {
    private static final int ROOT = 0;

    private RecordsFolder() {}

    /** Where root keeps them, for a state directory that is not root's. */
    public static Path besides(StateDirectory state) {
        return state.root().resolveSibling(state.root().getFileName() + ".root");
    }

    /** Where this user keeps them. */
    public static Path of(Host host, StateDirectory state) throws IOException {
        if (!host.isRoot() || state.owner() == ROOT) {
            return state.own();
        }
        Path folder = besides(state);
        for (Path above = folder.getParent(); above != null; above = above.getParent()) {
            refuseUnlessRootsOwn(above);
        }
        if (Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            refuseUnlessRootsOwn(folder);
        }
        return folder;
    }

    /** A folder that somebody else could exchange, or write to, is none to keep root's records in. */
    private static void refuseUnlessRootsOwn(Path folder) throws IOException {
        int owner = (Integer) Files.getAttribute(folder, "unix:uid", LinkOption.NOFOLLOW_LINKS);
        int mode = (Integer) Files.getAttribute(folder, "unix:mode", LinkOption.NOFOLLOW_LINKS);
        boolean sticky = (mode & 01000) != 0;
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(folder, LinkOption.NOFOLLOW_LINKS);
        boolean othersWrite = permissions.contains(PosixFilePermission.GROUP_WRITE)
                || permissions.contains(PosixFilePermission.OTHERS_WRITE);
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS) || owner != ROOT || (othersWrite && !sticky)) {
            throw new FileSystemException(
                    folder.toString(),
                    null,
                    "must be a folder that only root can write to, since root keeps there what it installed;"
                            + " use a state directory within such a folder");
        }
    }
}
