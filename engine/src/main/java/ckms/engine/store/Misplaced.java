package ckms.engine.store;

import ckms.engine.host.files.Entries;
import ckms.model.Cell;
import ckms.model.PackageId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Finds what stands in a state directory where something of another kind should be, such as a file in a folder's place. */
final class Misplaced {
    private static final int ROOT = 0;

    private final StateDirectory state;
    private final List<Fault> found = new ArrayList<>();

    Misplaced(StateDirectory state) {
        this.state = state;
    }

    /**
     * Looks at the place of everything that ckms may have made.
     *
     * @param cells the cells that are built, or on record as such
     */
    List<Fault> find(Collection<Cell> cells) {
        Path own = state.own();
        if (Files.isSymbolicLink(own)) {
            found.add(Fault.odd(own, "is a link, and links are not followed here"));
            return found;
        }
        folder(own);
        for (String name : StateDirectory.FOLDERS) {
            folder(own.resolve(name));
        }
        file(own.resolve(StateLock.LOCK));
        LockHolder.recorded(own).fault().ifPresent(found::add);
        link(state.newLink());
        entries(state.stages()).forEach(this::folder);
        entries(state.root()).forEach(this::name);
        for (Cell cell : cells) {
            folder(state.built(cell).getParent());
            folder(state.built(cell));
            folder(state.built(cell).resolve(StateDirectory.BUILD_LOG).getParent());
            file(state.built(cell).resolve(StateDirectory.BUILD_LOG));
        }
        return found.stream().distinct().toList();
    }

    private void name(Path name) {
        String text = name.getFileName().toString();
        if (PackageId.complaint(text, "1").isPresent()) {
            return;
        }
        folder(name);
        for (Path entry : entries(name)) {
            String file = entry.getFileName().toString();
            if (file.startsWith(StateDirectory.LINK)) {
                link(entry);
            } else if (PackageId.complaint(text, file).isEmpty()) {
                folder(entry);
                source(state.source(new PackageId(text, file)));
            }
        }
    }

    /** Looks at the link to a source. A folder may be somebody's source itself, so that it is not moved. */
    private void source(Path source) {
        if (Files.isDirectory(source, LinkOption.NOFOLLOW_LINKS)) {
            found.add(Fault.odd(source, "is a folder, and not the link to one"));
        } else {
            link(source);
        }
    }

    private void folder(Path path) {
        if (exists(path) && !Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            found.add(Fault.damage(path, "is not a folder"));
        } else {
            owned(path);
        }
    }

    private void file(Path path) {
        if (exists(path) && !Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
            found.add(Fault.damage(path, "is not a regular file"));
        } else {
            owned(path);
        }
    }

    /** Looks whether the state directory's owner, who writes there, is also the owner of what is in it. */
    private void owned(Path path) {
        try {
            int owner = exists(path) ? new StateDirectory(path).owner() : state.owner();
            if (owner != state.owner() && state.owner() != ROOT) {
                found.add(
                        Fault.odd(path, "belongs to user " + owner + ", and the state directory to " + state.owner()));
            }
        } catch (IOException problem) {
            found.add(Fault.unreadable(path, problem));
        }
    }

    private void link(Path path) {
        if (exists(path) && !Files.isSymbolicLink(path)) {
            found.add(Fault.damage(path, "is not a link"));
        }
    }

    private static boolean exists(Path path) {
        return Files.exists(path, LinkOption.NOFOLLOW_LINKS);
    }

    private List<Path> entries(Path folder) {
        try {
            return Entries.of(folder);
        } catch (IOException problem) {
            found.add(Fault.unreadable(folder, problem));
            return List.of();
        }
    }
}
