package ckms.engine.store.cache;

import ckms.engine.host.files.AtomicWrite;
import ckms.engine.host.files.Entries;
import ckms.engine.host.files.LinkedCopy;
import ckms.engine.host.files.Tree;
import ckms.engine.host.files.TreeDigest;
import ckms.engine.store.BuildRecord;
import ckms.engine.store.Fault;
import ckms.engine.store.RecordFiles;
import ckms.engine.store.RecordJson;
import ckms.engine.store.RecordKind;
import ckms.engine.store.Recorded;
import ckms.engine.store.StateDirectory;
import ckms.model.Cell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The results of builds, by what they were made from, so that nothing is compiled twice. An entry is a folder with the
 * result and a file about it, which is written last; the time of that file tells when the entry was last used.
 */
public final class ResultCache {
    private static final String RESULT = "result";
    private static final String ENTRY = "entry.json";
    private static final RecordKind<Entry> KIND =
            new RecordKind<>(Set.of(ENTRY), 1 << 20, (name, text) -> RecordJson.JSON.read(text, Entry.class));

    private final Path root;

    /**
     * The file about a result.
     *
     * @param record the record of the build
     * @param digest the digest of the result's whole folder
     * @param bytes the size of the result
     */
    record Entry(Cell cell, BuildRecord record, String digest, long bytes) {
        Entry {
            if (bytes < 0) {
                throw new IllegalArgumentException("a result has no size below 0");
            }
        }
    }

    /** An entry and when it was used last. */
    private record Used(Path folder, Entry entry, FileTime when) {}

    /** Makes the cache of a state directory. */
    public ResultCache(StateDirectory state) {
        this.root = state.cache();
    }

    /**
     * Brings back a result, and returns the record of its build.
     *
     * @param key the name of the result: a digest of what it is made from
     * @param result the folder to make, which does not exist yet
     * @param wanted whether a result with such a record is wanted
     * @return empty if there is no such result, it is not wanted, or it is damaged, and so was removed
     * @throws IOException if the file about the result can't be written, or a damaged result can't be removed
     */
    public synchronized Optional<BuildRecord> restore(String key, Path result, Predicate<BuildRecord> wanted)
            throws IOException {
        Path folder = root.resolve(key);
        Optional<Entry> entry = entry(folder).filter(known -> wanted.test(known.record()));
        if (entry.isEmpty()) {
            return Optional.empty();
        }
        if (!isRestored(folder, entry.get(), result)) {
            Tree.remove(result);
            remove(folder);
            return Optional.empty();
        }
        Files.setLastModifiedTime(folder.resolve(ENTRY), FileTime.from(Instant.now()));
        return Optional.of(entry.get().record());
    }

    /** Looks at the size first, since a damaged result may seem to be endless. */
    private static boolean isRestored(Path folder, Entry entry, Path result) {
        try {
            if (Tree.bytes(folder.resolve(RESULT)) != entry.bytes()) {
                return false;
            }
            LinkedCopy.of(folder.resolve(RESULT), result);
            return TreeDigest.of(result, "").equals(entry.digest());
        } catch (IOException damaged) {
            return false;
        }
    }

    /** Removes the file about a result first, so that a result that is half removed is not taken for a whole one. */
    private static void remove(Path folder) throws IOException {
        if (Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            Tree.remove(folder.resolve(ENTRY));
        }
        Tree.remove(folder);
    }

    /**
     * Keeps a result, and removes others if the cache would become too large. A result that is too large by itself, or
     * that can't be written, is not kept.
     *
     * @param key the name of the result: a digest of what it is made from
     * @param mostBytes the most bytes that all results may take
     * @throws IOException if a result can't be removed, or the cache's folder can't be read
     */
    public synchronized void keep(String key, Cell cell, BuildRecord record, Path result, long mostBytes)
            throws IOException {
        Path folder = root.resolve(key);
        try {
            remove(folder);
            long bytes = Tree.bytes(result);
            if (bytes > mostBytes) {
                return;
            }
            Files.createDirectories(folder);
            LinkedCopy.of(result, folder.resolve(RESULT));
            String digest = TreeDigest.of(result, "");
            var entry = new Entry(cell, record, digest, bytes);
            AtomicWrite.text(folder.resolve(ENTRY), RecordJson.JSON.pretty(entry));
        } catch (IOException noRoom) {
            remove(folder);
        }
        trim(mostBytes);
    }

    /**
     * Removes results until the others fit into a number of bytes; those that were used last are kept.
     *
     * @return how many results it removed
     * @throws IOException if a result can't be removed, or the cache's folder can't be read
     */
    public synchronized int trim(long mostBytes) throws IOException {
        List<Used> entries = entries();
        entries.sort(Comparator.comparing(Used::when).reversed());
        long bytes = 0;
        int removed = 0;
        for (Used used : entries) {
            if (used.entry().bytes() > mostBytes - bytes) {
                remove(used.folder());
                removed++;
            } else {
                bytes += used.entry().bytes();
            }
        }
        return removed;
    }

    /**
     * Removes the results for kernels of other releases than these, and damaged ones.
     *
     * @return how many results it removed
     * @throws IOException if a result can't be removed, or the cache's folder can't be read
     */
    public synchronized int retain(Set<String> releases) throws IOException {
        int removed = 0;
        for (Path folder : Entries.of(root)) {
            Optional<Entry> entry = entry(folder);
            if (entry.isEmpty()
                    || !releases.contains(entry.get().cell().kernel().release())) {
                remove(folder);
                removed++;
            }
        }
        return removed;
    }

    private List<Used> entries() throws IOException {
        var entries = new ArrayList<Used>();
        for (Path folder : Entries.of(root)) {
            Optional<Entry> entry = entry(folder);
            if (entry.isPresent()) {
                entries.add(new Used(folder, entry.get(), Files.getLastModifiedTime(folder.resolve(ENTRY))));
            }
        }
        return entries;
    }

    private Optional<Entry> entry(Path folder) {
        return recorded(folder).known();
    }

    private Recorded<Entry> recorded(Path folder) {
        Path own = root.getParent();
        return new RecordFiles<>(own.getParent(), own.getParent().relativize(folder), KIND).read(ENTRY);
    }

    /**
     * Lists what is wrong with the files about results.
     *
     * @throws IOException if the cache's folder can't be read
     */
    public List<Fault> faults() throws IOException {
        return Entries.of(root).stream()
                .flatMap(folder -> recorded(folder).fault().stream())
                .toList();
    }
}
