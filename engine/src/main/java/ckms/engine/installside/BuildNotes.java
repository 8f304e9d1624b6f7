package ckms.engine.installside;

import ckms.engine.host.Host;
import ckms.engine.store.BuildRecord;
import ckms.engine.store.RecordFiles;
import ckms.engine.store.StateDirectory;
import ckms.model.Cell;
import ckms.model.PackageId;
import ckms.model.ShellCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Root's notes of what it had built in a state directory of another user. The record of the build is the owner's, as is
 * what was built, and what the cache has of it, so that a hook of one package could change all of that for another.
 * Whoever works on a state directory of its own keeps no notes.
 */
public final class BuildNotes {
    private static final String HEARD = "heard";
    private static final String COMPILED = "compiled";

    /** In bytes, for one build. */
    private static final int LIMIT = 1 << 20;

    private final StateDirectory state;
    private final CellNotes<BuildNote> heard;
    private final CellNotes<CompiledBuilds> compiled;

    /**
     * Makes notes.
     *
     * @param root the folder of root's records; empty if no notes are kept
     */
    BuildNotes(StateDirectory state, Optional<Path> root) {
        this.state = state;
        this.heard = heard(root);
        this.compiled = compiled(root);
    }

    private static CellNotes<BuildNote> heard(Optional<Path> root) {
        return new CellNotes<>(root, HEARD, BuildNote.class, LIMIT);
    }

    private static CellNotes<CompiledBuilds> compiled(Optional<Path> root) {
        return new CellNotes<>(root, COMPILED, CompiledBuilds.class, CompiledBuilds.MOST * LIMIT);
    }

    /**
     * Finds the notes that this user keeps for a state directory.
     *
     * @throws IOException if a folder can't be looked at
     */
    public static BuildNotes of(Host host, StateDirectory state) throws IOException {
        Path roots = RecordsFolder.besides(state);
        boolean kept = host.isRoot() && RecordsFolder.reliable(host, state).equals(List.of(roots));
        return new BuildNotes(state, kept ? Optional.of(roots) : Optional.empty());
    }

    /**
     * Notes what is built of a cell now.
     *
     * @throws IOException if that can't be written
     */
    public void write(BuildNote note) throws IOException {
        heard.write(note.cell(), note);
    }

    /**
     * Notes what was compiled of a cell, which is built now, and may be brought back later.
     *
     * @throws IOException if that can't be written
     */
    public void addCompiled(BuildNote note) throws IOException {
        write(note);
        compiled.write(note.cell(), compiledOf(note.cell()).with(note));
    }

    /**
     * Lists the digests of the modules of each result that may be brought back for a cell: root relies only on what it
     * heard when it was compiled. A note on that which is damaged is none.
     *
     * @param signed whether root signs the cell's modules now
     * @return empty if no notes are kept, and any result may be brought back
     */
    public Optional<Set<Map<String, String>>> compiled(Cell cell, boolean signed) {
        return compiled.areKept() ? Optional.of(compiledOf(cell).modules(signed)) : Optional.empty();
    }

    private CompiledBuilds compiledOf(Cell cell) {
        return compiled.read(cell).known().orElse(CompiledBuilds.NONE);
    }

    /**
     * Drops the note on what is built of a cell, as when root removes that.
     *
     * @throws IOException if it can't be deleted
     */
    public void forget(Cell cell) throws IOException {
        heard.forget(cell);
    }

    /**
     * Drops the notes on what is built of a package, as when root removes it.
     *
     * @throws IOException if one can't be deleted, or their folder can't be read
     */
    public void forget(PackageId pkg) throws IOException {
        heard.retain(cell -> !cell.pkg().equals(pkg));
    }

    /**
     * Drops the notes on kernels of other releases than these, and those on results of packages that are not
     * registered. A note on what is built stays even if that is gone, since its owner may bring it back.
     *
     * @throws IOException if one can't be deleted, or their folder can't be read
     */
    public void retain(Set<String> releases) throws IOException {
        heard.retain(cell -> releases.contains(cell.kernel().release()));
        compiled.retain(cell -> releases.contains(cell.kernel().release())
                && Files.isDirectory(state.version(cell.pkg()), LinkOption.NOFOLLOW_LINKS));
    }

    /**
     * Says whether notes are kept, and there is none on a cell.
     *
     * @throws IOException if the note can't be read, or is damaged
     */
    public boolean isMissing(Cell cell) throws IOException {
        return heard.areKept() && read(cell).isEmpty();
    }

    /**
     * Lists the cells that are built otherwise than root had them built, or whose notes can't be read.
     *
     * @param records the records of what is built
     * @throws IOException if the folder of the notes can't be read
     */
    public Set<Cell> changed(Map<Cell, BuildRecord> records) throws IOException {
        var changed = new HashSet<Cell>();
        for (Cell cell : heard.cells()) {
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
        return heard.read(cell).orRefuse("what root had built");
    }

    /** Lists the folders of notes among root's records. */
    static List<RecordFiles<?>> files(Path root) {
        return List.of(
                heard(Optional.of(root)).files(root.resolve(HEARD)),
                compiled(Optional.of(root)).files(root.resolve(COMPILED)));
    }
}
