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

    /** Where this user keeps them; made here, before any hook could. */
    public static Path of(Host host, StateDirectory state) throws IOException {
        if (!host.isRoot() || state.owner() == ROOT) {
            return state.own();
        }
        Path folder = besides(state);
        if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            Files.createDirectory(folder);
        }
        Optional<Path> open = RootsOwn.exception(folder);
        if (open.isPresent() || !Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            throw new FileSystemException(
                    open.orElse(folder).toString(),
                    null,
                    "must be a folder that only root can write to, since root keeps there what it installed;"
                            + " use a state directory within such a folder");
        }
        return folder;
    }

    /** Where there may be records that this user can rely on: root relies on nobody's but root's. */
    public static List<Path> reliable(Host host, StateDirectory state) throws IOException {
        var folders = new ArrayList<Path>();
        Path roots = besides(state);
        if (Files.isDirectory(roots, LinkOption.NOFOLLOW_LINKS)
                && RootsOwn.exception(roots).isEmpty()) {
            folders.add(roots);
        }
        if (!host.isRoot() || !Files.exists(state.root()) || state.owner() == ROOT) {
            folders.add(state.own());
        }
        return folders;
    }
}
