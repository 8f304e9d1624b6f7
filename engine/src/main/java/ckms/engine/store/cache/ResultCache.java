package ckms.engine.store.cache;

import ckms.engine.host.files.AtomicWrite;
import ckms.engine.host.files.LinkedCopy;
import ckms.engine.host.files.Tree;
import ckms.engine.host.files.TreeDigest;
import ckms.engine.store.BuildRecord;
import ckms.engine.store.RecordJson;
import ckms.engine.store.StateDirectory;
import ckms.model.Cell;
import java.io.IOException;
import java.nio.file.DirectoryStream;
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

/**
 * The results of builds by what they were made from, so that what was built before need not be compiled again. An entry
 * is a folder with the result and, written last, what is known of it; which was used last tells that one's time.
 */
public final class ResultCache {
    private static final String RESULT = "result";
    private static final String ENTRY = "entry.json";

    private final Path root;

    /**
     * What is known of a result.
     *
     * @param digest of its whole folder
     * @param bytes how large it is
     */
    record Entry(Cell cell, BuildRecord record, String digest, long bytes) {}

    /** An entry and when it was used last. */
    private record Used(Path folder, Entry entry, FileTime when) {}

    /** That of a state directory. */
    public ResultCache(StateDirectory state) {
        this.root = state.cache();
    }

    /** Brings back a result, and tells what was recorded of it; nothing where there is none, or it is not whole. */
    public synchronized Optional<BuildRecord> restore(String key, Path result) throws IOException {
        Path folder = root.resolve(key);
        Optional<Entry> entry = entry(folder);
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

    private static boolean isRestored(Path folder, Entry entry, Path result) {
        try {
            LinkedCopy.of(folder.resolve(RESULT), result);
            return TreeDigest.of(result, "").equals(entry.digest());
        } catch (IOException damaged) {
            return false;
        }
    }

    /** What is known of a result goes before the result, so that none that is half gone is taken for one. */
    private static void remove(Path folder) throws IOException {
        Files.deleteIfExists(folder.resolve(ENTRY));
        Tree.remove(folder);
    }

    /** Keeps a result, and makes room for it where the cache would become larger than that. */
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

    /** Removes what was not used for longest until the rest is not larger than that; returns how many it removed. */
    public synchronized int trim(long mostBytes) throws IOException {
        List<Used> entries = entries();
        entries.sort(Comparator.comparing(Used::when).reversed());
        long bytes = 0;
        int removed = 0;
        for (Used used : entries) {
            if (bytes + used.entry().bytes() > mostBytes) {
                remove(used.folder());
                removed++;
            } else {
                bytes += used.entry().bytes();
            }
        }
        return removed;
    }

    /** Removes the results for kernels that are not among those releases, and what is not whole. */
    public synchronized int retain(Set<String> releases) throws IOException {
        int removed = 0;
        for (Path folder : folders()) {
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
        for (Path folder : folders()) {
            Optional<Entry> entry = entry(folder);
            if (entry.isPresent()) {
                entries.add(new Used(folder, entry.get(), Files.getLastModifiedTime(folder.resolve(ENTRY))));
            }
        }
        return entries;
    }

    private List<Path> folders() throws IOException {
        var folders = new ArrayList<Path>();
        if (Files.isDirectory(root, LinkOption.NOFOLLOW_LINKS)) {
            try (DirectoryStream<Path> all = Files.newDirectoryStream(root)) {
                all.forEach(folders::add);
            }
        }
        return folders;
    }

    private static Optional<Entry> entry(Path folder) {
        try {
            return Optional.of(RecordJson.JSON.read(Files.readString(folder.resolve(ENTRY)), Entry.class));
        } catch (IOException noneOrDamaged) {
            return Optional.empty();
        }
    }
}
