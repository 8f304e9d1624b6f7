package ckms.engine.installside;

import ckms.engine.host.Host;
import ckms.engine.host.files.AtomicWrite;
import ckms.engine.host.files.Entries;
import ckms.engine.store.BuildRecord;
import ckms.engine.store.Fault;
import ckms.engine.store.RecordFiles;
import ckms.engine.store.RecordJson;
import ckms.engine.store.RecordKind;
import ckms.engine.store.StateDirectory;
import ckms.model.Cell;
import ckms.model.ShellCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Root's notes of what it had built in a state directory of another user. The record of the build is the owner's, as is
 * what was built, so that a hook of one package could change both for another. Whoever works on a state directory of its
 * own keeps no notes.
 */
public final class BuildNotes {
    static final String HEARD = "heard";

    private static final String SUFFIX = ".json";

    /** In bytes. */
    private static final int LIMIT = 1 << 20;

    private final StateDirectory state;
    /** The folder of the notes; empty if none are kept. */
    private final Optional<Path> folder;

    BuildNotes(StateDirectory state, Optional<Path> folder) {
        this.state = state;
        this.folder = folder;
    }

    /**
     * Finds the notes that this user keeps for a state directory.
     *
     * @throws IOException if a folder can't be looked at
     */
    public static BuildNotes of(Host host, StateDirectory state) throws IOException {
        Path roots = RecordsFolder.besides(state);
        boolean kept = host.isRoot() && RecordsFolder.reliable(host, state).equals(List.of(roots));
        return new BuildNotes(state, kept ? Optional.of(roots.resolve(HEARD)) : Optional.empty());
    }

    /**
     * Notes what came of a build.
     *
     * @throws IOException if that can't be written
     */
    public void write(BuildNote note) throws IOException {
        if (folder.isPresent()) {
            AtomicWrite.text(file(folder.get(), note.cell()), RecordJson.JSON.pretty(note));
        }
    }

    /**
     * Drops the note on a cell.
     *
     * @throws IOException if it can't be deleted
     */
    public void forget(Cell cell) throws IOException {
        if (folder.isPresent()) {
            Files.deleteIfExists(file(folder.get(), cell));
        }
    }

    /**
     * Drops the notes on cells that are not built.
     *
     * @throws IOException if one can't be deleted, or their folder can't be read
     */
    public void retainBuilt() throws IOException {
        for (Cell cell : cells()) {
            if (!Files.isDirectory(state.built(cell), LinkOption.NOFOLLOW_LINKS)) {
                forget(cell);
            }
        }
    }

    /**
     * Says whether notes are kept, and there is none on a cell.
     *
     * @throws IOException if the note can't be read, or is damaged
     */
    public boolean isMissing(Cell cell) throws IOException {
        return folder.isPresent() && read(cell).isEmpty();
    }

    /**
     * Lists the cells that are built otherwise than root had them built, or whose notes can't be read.
     *
     * @param records the records of what is built
     * @throws IOException if the folder of the notes can't be read
     */
    public Set<Cell> changed(Map<Cell, BuildRecord> records) throws IOException {
        var changed = new HashSet<Cell>();
        for (Cell cell : cells()) {
            try {
                if (complaint(cell, Optional.ofNullable(records.get(cell))).isPresent()) {
                    changed.add(cell);
                }
            } catch (IOException notReadable) {
                changed.add(cell);
            }
        }
        return changed;
    }

    /**
     * Tells why what is built of a cell is not what root had built.
     *
     * @param record the record of what is built now
     * @return a sentence; empty if it is, or if there is no note
     * @throws IOException if the note can't be read, or is damaged
     */
    public Optional<String> complaint(Cell cell, Optional<BuildRecord> record) throws IOException {
        Optional<BuildNote> note = read(cell);
        Map<String, String> now = record.map(BuildRecord::modules).orElse(Map.of());
        if (note.isEmpty() || note.get().modules().equals(now)) {
            return Optional.empty();
        }
        Map<String, String> then = note.get().modules();
        var files = new TreeSet<>(then.keySet());
        files.addAll(now.keySet());
        files.removeIf(file -> then.containsKey(file) && then.get(file).equals(now.get(file)));
        return Optional.of(files.first() + " of " + cell + " changed since root had it built"
                + (note.get().signed() ? " and signed it" : "")
                + "; build it again, with 'ckms apply', or first "
                + ShellCommand.of("ckms", "-k", cell.kernel().release(), "clean", cell.pkg())
                        .quoted());
    }

    private Optional<BuildNote> read(Cell cell) throws IOException {
        return folder.isPresent()
                ? files(folder.get())
                        .read(StateDirectory.fileName(cell) + SUFFIX)
                        .orRefuse("what root had built")
                : Optional.empty();
    }

    /** Tells what is wrong with the notes among root's records. */
    static List<Fault> faults(Path root) {
        return files(root.resolve(HEARD)).all().faults();
    }

    private static RecordFiles<BuildNote> files(Path folder) {
        Path root = folder.getParent();
        return new RecordFiles<>(
                root.getParent(),
                root.getFileName().resolve(folder.getFileName()),
                RecordKind.ofCells(Set.of(SUFFIX), LIMIT, BuildNote.class));
    }

    /** Lists the cells on which there are notes; a file that is being written begins with a dot. */
    private List<Cell> cells() throws IOException {
        var cells = new ArrayList<Cell>();
        for (Path file : folder.isPresent() ? Entries.of(folder.get()) : List.<Path>of()) {
            RecordKind.cell(file.getFileName().toString()).ifPresent(cells::add);
        }
        return cells;
    }

    private static Path file(Path folder, Cell cell) {
        return folder.resolve(StateDirectory.fileName(cell) + SUFFIX);
    }
}
