package ckms.engine.store;

import ckms.engine.host.files.AtomicWrite;
import ckms.engine.host.files.Below;
import ckms.engine.inputs.Inputs;
import ckms.model.Cell;
import ckms.model.Owner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The record of a finished build.
 *
 * @param logged when the log of its build hook was last written, as {@link FileTime} prints it; another build in the
 *     same place, such as one of the original CKMS, has another time
 * @param owner the manifest that had it built
 * @param modules the digests of its modules, by their files' paths below the folder of what was built
 * @param inputs what it was made from
 * @param initramfs whether its modules are needed in the initramfs
 */
public record BuildRecord(String logged, Owner owner, Map<String, String> modules, Inputs inputs, boolean initramfs) {
    /** How the records of builds are read. */
    static final RecordKind<BuildRecord> KIND =
            RecordKind.ofCells(Set.of(".json", ".next"), 1 << 20, BuildRecord.class);

    /**
     * Makes a record with a copy of the digests.
     *
     * @throws IllegalArgumentException if a module's path can't be one
     */
    public BuildRecord {
        modules = Map.copyOf(modules);
        for (String file : modules.keySet()) {
            if (Path.of(file).isAbsolute()) {
                throw new IllegalArgumentException("'" + file + "' is no path below the folder of what was built");
            }
        }
    }

    /** Returns the digest of a module; empty if it was not recorded. */
    public Optional<String> digest(Path file) {
        return Optional.ofNullable(modules.get(file.toString()));
    }

    static RecordFiles<BuildRecord> files(StateDirectory state) {
        return new RecordFiles<>(state.root(), state.buildRecordsName(), KIND);
    }

    /**
     * Reads the record of what is built for a cell now.
     *
     * @return empty if nothing is built, the original CKMS built it, or the record can't be read
     * @throws IOException if the log can't be looked at
     */
    public static Optional<BuildRecord> read(StateDirectory state, Cell cell) throws IOException {
        return recorded(state, cell).known();
    }

    /**
     * Reads the record of what is built for a cell now, or tells that it can't be read.
     *
     * @return nothing if nothing is built, or the original CKMS built it
     * @throws IOException if the log can't be looked at
     */
    public static Recorded<BuildRecord> recorded(StateDirectory state, Cell cell) throws IOException {
        Optional<String> logged = new Below(state.root())
                .modified(state.builtName(cell).resolve(StateDirectory.BUILD_LOG))
                .map(FileTime::toString);
        RecordFiles<BuildRecord> files = files(state);
        Recorded<BuildRecord> faulty = new Recorded.Absent<>();
        for (Path name : names(state, cell)) {
            Recorded<BuildRecord> record = files.read(name.getFileName().toString());
            if (record.known()
                    .filter(known -> logged.equals(Optional.of(known.logged)))
                    .isPresent()) {
                return record;
            }
            faulty = record.fault().isPresent() ? record : faulty;
        }
        return faulty;
    }

    private static List<Path> names(StateDirectory state, Cell cell) {
        return List.of(state.buildRecordName(cell), state.nextBuildRecordName(cell));
    }

    /**
     * Reads the records of what is built for cells; only for showing, since links on the way to the logs are followed.
     *
     * @param faults hears which records can't be read
     * @return the records that hold; a cell without one is left out
     * @throws IOException if a log can't be looked at
     */
    public static Map<Cell, BuildRecord> all(StateDirectory state, Collection<Cell> built, Consumer<Fault> faults)
            throws IOException {
        RecordFiles.Found<BuildRecord> found = files(state).all();
        found.faults().forEach(faults);
        Map<Cell, BuildRecord> all = new HashMap<>();
        for (Cell cell : built) {
            Path log = state.built(cell).resolve(StateDirectory.BUILD_LOG);
            if (Files.isRegularFile(log, LinkOption.NOFOLLOW_LINKS)) {
                String logged = Files.getLastModifiedTime(log, LinkOption.NOFOLLOW_LINKS)
                        .toString();
                names(state, cell).stream()
                        .map(name -> found.values().get(name.getFileName().toString()))
                        .filter(known -> known != null && known.logged.equals(logged))
                        .findFirst()
                        .ifPresent(known -> all.put(cell, known));
            }
        }
        return all;
    }

    /**
     * Writes this as the record of a cell.
     *
     * @throws IOException if it can't be written
     */
    public void write(StateDirectory state, Cell cell) throws IOException {
        AtomicWrite.text(state.root().resolve(state.buildRecordName(cell)), RecordJson.JSON.pretty(this));
    }

    /**
     * Writes this as the record of a build that is about to be put in its place. It holds as soon as the build is
     * there, even if {@link #settleNext} is never called.
     *
     * @throws IOException if it can't be written
     */
    public void writeNext(StateDirectory state, Cell cell) throws IOException {
        AtomicWrite.text(state.root().resolve(state.nextBuildRecordName(cell)), RecordJson.JSON.pretty(this));
    }

    /**
     * Makes what {@link #writeNext} wrote the record of a cell.
     *
     * @throws IOException if the record can't be renamed
     */
    public static void settleNext(StateDirectory state, Cell cell) throws IOException {
        AtomicWrite.rename(
                state.root().resolve(state.nextBuildRecordName(cell)),
                state.root().resolve(state.buildRecordName(cell)));
    }

    /** Returns this record with other inputs, which are known to have the same contents. */
    public BuildRecord with(Inputs others) {
        return new BuildRecord(logged, owner, modules, others, initramfs);
    }

    /** Returns this record with another owner. */
    public BuildRecord ownedBy(Owner other) {
        return new BuildRecord(logged, other, modules, inputs, initramfs);
    }

    /**
     * Deletes the record of a cell, if there is one.
     *
     * @throws IOException if it can't be deleted
     */
    public static void forget(StateDirectory state, Cell cell) throws IOException {
        Files.deleteIfExists(state.root().resolve(state.nextBuildRecordName(cell)));
        Files.deleteIfExists(state.root().resolve(state.buildRecordName(cell)));
    }
}
