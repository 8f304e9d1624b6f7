package ckms.engine.store;

import ckms.engine.host.files.AtomicWrite;
import ckms.engine.host.files.Entries;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The files of a state directory that a writer was about to write when it was killed. */
public final class UnfinishedFiles {
    private final StateDirectory state;

    /** Makes a finder in a state directory. */
    public UnfinishedFiles(StateDirectory state) {
        this.state = state;
    }

    /**
     * Lists the files; no link is followed. While a writer is at work, its own are among them.
     *
     * @throws IOException if a folder can't be read
     */
    public List<Path> all() throws IOException {
        var all = new ArrayList<Path>();
        for (Path folder : folders()) {
            all.addAll(AtomicWrite.unfinished(folder));
        }
        String newLink = state.newLink().getFileName().toString();
        for (Path entry : Entries.of(state.own())) {
            if (entry.getFileName().toString().startsWith(newLink) && Files.isSymbolicLink(entry)) {
                all.add(entry);
            }
        }
        return all;
    }

    private List<Path> folders() throws IOException {
        var folders = new ArrayList<Path>();
        folders.add(state.own());
        folders.addAll(SetAside.besides(state.own()));
        folders.addAll(Entries.of(state.cache()));
        for (Path name : Entries.of(state.root())) {
            if (!name.endsWith(StateDirectory.OWN)) {
                folders.addAll(Entries.of(name));
            }
        }
        return folders;
    }

    /**
     * Deletes the files.
     *
     * @return how many there were
     * @throws IOException if a folder can't be read, or a file can't be deleted
     */
    public int delete() throws IOException {
        int deleted = 0;
        for (Path file : all()) {
            deleted += Files.deleteIfExists(file) ? 1 : 0;
        }
        return deleted;
    }
}
