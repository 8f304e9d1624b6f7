package ckms.engine.installside;

import ckms.engine.host.files.AtomicWrite;
import ckms.engine.host.files.Entries;
import ckms.engine.store.RecordFiles;
import ckms.engine.store.RecordJson;
import ckms.engine.store.RecordKind;
import ckms.engine.store.Recorded;
import ckms.engine.store.StateDirectory;
import ckms.model.Cell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Notes of one kind among root's records, each about a cell. Where none are kept, there are none. */
final class CellNotes<T> {
    private static final String SUFFIX = ".json";

    /** The number of notes that are kept in the end: more than any host has cells. */
    private static final int MOST = 1000;

    private final Optional<Path> folder;
    private final Class<T> type;
    private final int limit;

    /**
     * Makes notes of one kind.
     *
     * @param root the folder of root's records; empty if no notes are kept
     * @param name the name of their folder in it
     * @param type what a note says
     * @param limit the most bytes of a note
     */
    CellNotes(Optional<Path> root, String name, Class<T> type, int limit) {
        this.folder = root.map(records -> records.resolve(name));
        this.type = type;
        this.limit = limit;
    }

    boolean areKept() {
        return folder.isPresent();
    }

    void write(Cell cell, T note) throws IOException {
        if (folder.isPresent()) {
            AtomicWrite.text(file(folder.get(), cell), RecordJson.JSON.pretty(note));
        }
    }

    Recorded<T> read(Cell cell) {
        return folder.isPresent()
                ? files(folder.get()).read(StateDirectory.fileName(cell) + SUFFIX)
                : new Recorded.Absent<>();
    }

    void forget(Cell cell) throws IOException {
        if (folder.isPresent()) {
            Files.deleteIfExists(file(folder.get(), cell));
        }
    }

    /** Drops the notes on other cells than those; of too many, those that were not written for the longest time. */
    void retain(Predicate<Cell> wanted) throws IOException {
        Map<Cell, FileTime> written = new TreeMap<>();
        for (Cell cell : cells()) {
            if (wanted.test(cell)) {
                written.put(cell, Files.getLastModifiedTime(file(folder.orElseThrow(), cell)));
            } else {
                forget(cell);
            }
        }
        List<Cell> oldest = written.keySet().stream()
                .sorted(Comparator.comparing(written::get))
                .limit(Math.max(0, written.size() - MOST))
                .toList();
        for (Cell cell : oldest) {
            forget(cell);
        }
    }

    /** Lists the cells on which there are notes; a file that is being written begins with a dot. */
    List<Cell> cells() throws IOException {
        var cells = new ArrayList<Cell>();
        for (Path file : folder.isPresent() ? Entries.of(folder.get()) : List.<Path>of()) {
            RecordKind.cell(file.getFileName().toString()).ifPresent(cells::add);
        }
        return cells;
    }

    RecordFiles<T> files(Path notes) {
        Path root = notes.getParent();
        return new RecordFiles<>(
                root.getParent(),
                root.getFileName().resolve(notes.getFileName()),
                RecordKind.ofCells(Set.of(SUFFIX), limit, type));
    }

    private static Path file(Path notes, Cell cell) {
        return notes.resolve(StateDirectory.fileName(cell) + SUFFIX);
    }
}
