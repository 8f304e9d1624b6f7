package ckms.engine.store;

import ckms.engine.host.files.AtomicWrite;
import ckms.engine.host.files.Below;
import ckms.engine.inputs.Inputs;
import ckms.model.Cell;
import ckms.model.Owner;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What was found out when a build was finished.
 *
 * @param logged when the log of its build hook was last written; that of another build, such as one of the original's
 *     in the same place, has another time
 * @param owner who had it built
 * @param modules the digests of its modules, by their files' paths below the folder of what was built
 * @param inputs what it was made from
 * @param initramfs whether they are needed in the initramfs
 */
public record BuildRecord(String logged, Owner owner, Map<String, String> modules, Inputs inputs, boolean initramfs) {
    private static final int LIMIT = 1 << 20;

    public BuildRecord {
        modules = Map.copyOf(modules);
    }

    /** The digest of a module; empty where it was not recorded. */
    public Optional<String> digest(Path file) {
        return Optional.ofNullable(modules.get(file.toString()));
    }

    /** What is recorded of a cell, as it is built now; empty where the original built it, or the record is damaged. */
    public static Optional<BuildRecord> read(StateDirectory state, Cell cell) throws IOException {
        var below = new Below(state.root());
        Optional<FileTime> logged = below.modified(state.builtName(cell).resolve(StateDirectory.BUILD_LOG));
        for (Path name : List.of(state.buildRecordName(cell), state.nextBuildRecordName(cell))) {
            Optional<BuildRecord> record = below.bytes(name, LIMIT)
                    .flatMap(BuildRecord::parse)
                    .filter(known -> logged.map(FileTime::toString).equals(Optional.of(known.logged)));
            if (record.isPresent()) {
                return record;
            }
        }
        return Optional.empty();
    }

    /** All that hold, of what is built; only for looking, since it goes by the names of folders. */
    public static Map<Cell, BuildRecord> all(StateDirectory state, Collection<Cell> built) throws IOException {
        Map<String, byte[]> records = new Below(state.root()).files(state.buildRecordsName(), LIMIT);
        Map<Cell, BuildRecord> all = new HashMap<>();
        for (Cell cell : built) {
            Path log = state.built(cell).resolve(StateDirectory.BUILD_LOG);
            if (Files.isRegularFile(log, LinkOption.NOFOLLOW_LINKS)) {
                String logged = Files.getLastModifiedTime(log, LinkOption.NOFOLLOW_LINKS)
                        .toString();
                Stream.of(state.buildRecordName(cell), state.nextBuildRecordName(cell))
                        .map(name -> records.get(name.getFileName().toString()))
                        .filter(Objects::nonNull)
                        .flatMap(bytes -> parse(bytes).stream())
                        .filter(known -> known.logged.equals(logged))
                        .findFirst()
                        .ifPresent(known -> all.put(cell, known));
            }
        }
        return all;
    }

    private static Optional<BuildRecord> parse(byte[] bytes) {
        try {
            return Optional.of(RecordJson.JSON.read(new String(bytes, StandardCharsets.UTF_8), BuildRecord.class));
        } catch (IOException damaged) {
            return Optional.empty();
        }
    }

    /** Records this of a cell. */
    public void write(StateDirectory state, Cell cell) throws IOException {
        AtomicWrite.text(state.root().resolve(state.buildRecordName(cell)), RecordJson.JSON.pretty(this));
    }

    /**
     * Records this of a build that is about to be put in its place. Until then it holds for nothing, and from then on it
     * does, even if nobody comes to {@link #write} it.
     */
    public void writeNext(StateDirectory state, Cell cell) throws IOException {
        AtomicWrite.text(state.root().resolve(state.nextBuildRecordName(cell)), RecordJson.JSON.pretty(this));
    }

    /** Makes what was written for the next build the record. */
    public static void settleNext(StateDirectory state, Cell cell) throws IOException {
        AtomicWrite.rename(
                state.root().resolve(state.nextBuildRecordName(cell)),
                state.root().resolve(state.buildRecordName(cell)));
    }

    /** Gives it other inputs, which are known to have the same contents. */
    public BuildRecord with(Inputs others) {
        return new BuildRecord(logged, owner, modules, others, initramfs);
    }

    /** Gives it another owner. */
    public BuildRecord ownedBy(Owner other) {
        return new BuildRecord(logged, other, modules, inputs, initramfs);
    }

    /** Forgets what is recorded of a cell. */
    public static void forget(StateDirectory state, Cell cell) throws IOException {
        Files.deleteIfExists(state.root().resolve(state.nextBuildRecordName(cell)));
        Files.deleteIfExists(state.root().resolve(state.buildRecordName(cell)));
    }
}
