package ckms.engine.installside;

import ckms.engine.host.Host;
import ckms.engine.host.files.RootsOwn;
import ckms.engine.store.StateDirectory;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Chooses where the install side keeps its records: in the state directory, or, if root works on a state directory of
 * another user, beside it, where only root writes.
 */
public final class RecordsFolder {
    private static final int ROOT = 0;

    private RecordsFolder() {}

    /** Returns the folder of root's records for a state directory that is not root's. */
    public static Path besides(StateDirectory state) {
        return state.root().resolveSibling(state.root().getFileName() + ".root");
    }

    /**
     * Returns the folder of this user's records; one beside the state directory is made here, before any hook could.
     *
     * @throws IOException if the folder can't be made or looked at, or if root would keep records where others can
     *     write
     */
    public static Path of(Host host, StateDirectory state) throws IOException {
        if (!host.isRoot() || state.owner() == ROOT) {
            return state.own();
        }
        Path folder = besides(state);
        if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            Files.createDirectory(folder);
        }
        Optional<Path> open = RootsOwn.unsafePart(folder);
        if (open.isPresent() || !Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            throw new FileSystemException(
                    open.orElse(folder).toString(),
                    null,
                    "must be a folder that only root can write to, since root keeps there what it installed;"
                            + " use a state directory within such a folder");
        }
        return folder;
    }

    /**
     * Lists the folders with records that this user can rely on, some of which may not exist; root relies only on
     * root's.
     *
     * @throws IOException if a folder can't be looked at
     */
    public static List<Path> reliable(Host host, StateDirectory state) throws IOException {
        var folders = new ArrayList<Path>();
        Path roots = besides(state);
        if (Files.isDirectory(roots, LinkOption.NOFOLLOW_LINKS)
                && RootsOwn.unsafePart(roots).isEmpty()) {
            folders.add(roots);
        }
        if (!host.isRoot() || !Files.exists(state.root()) || state.owner() == ROOT) {
            folders.add(state.own());
        }
        return folders;
    }
}
