package ckms.engine.installside;

import ckms.engine.host.files.AtomicWrite;
import ckms.engine.host.files.Tree;
import ckms.engine.store.RecordJson;
import ckms.engine.store.StateDirectory;
import ckms.model.Cell;
import ckms.model.Kernel;
import ckms.model.plan.Finalizer;
import ckms.model.recipe.Hook;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the install side remembers: inventories, intents, displaced files and the kernels that wait for depmod. It lies
 * where only the installing user writes.
 */
public final class Records {
    static final String INSTALLED = "installed";
    static final String INTENT = "intent";
    static final String NEEDS_FINALIZE = "needs-finalize";

    private static final String JSON_SUFFIX = ".json";
    /** What is being written begins with a dot; what somebody moved out of the way is called otherwise. */
    private static final String RECORDS = "[!.]*.json";

    private static final String MARKS = "[!.]*";

    private final Path root;

    /** Records in that folder, which need not exist yet. */
    public Records(Path root) {
        this.root = root;
    }

    /** Where they lie. */
    public Path root() {
        return root;
    }

    /** What is installed of the cell's package on its kernel, in whatever version. */
    public Optional<Inventory> inventory(Cell cell) throws IOException {
        return read(inventoryFile(cell), Inventory.class);
    }

    /** All inventories, in the order of their names. */
    public List<Inventory> inventories() throws IOException {
        var all = new ArrayList<Inventory>();
        for (Path file : files(root.resolve(INSTALLED), RECORDS)) {
            read(file, Inventory.class).ifPresent(all::add);
        }
        return all;
    }

    void write(Inventory inventory) throws IOException {
        AtomicWrite.text(inventoryFile(inventory.cell()), RecordJson.JSON.pretty(inventory));
    }

    void forgetInventory(Cell cell) throws IOException {
        Files.deleteIfExists(inventoryFile(cell));
    }

    /** What was interrupted, in the order of the names. */
    List<Intent> intents() throws IOException {
        var all = new ArrayList<Intent>();
        for (Path file : files(root.resolve(INTENT), RECORDS)) {
            read(file, Intent.class).ifPresent(all::add);
        }
        return all;
    }

    void write(Intent intent) throws IOException {
        AtomicWrite.text(intentFile(intent.cell()), RecordJson.JSON.pretty(intent));
    }

    void forget(Intent intent) throws IOException {
        Files.deleteIfExists(intentFile(intent.cell()));
    }

    /** Whether a file that had to make room is kept. */
    boolean keeps(Cell cell, InstalledFile file) {
        return Files.exists(kept(cell, file));
    }

    /** Where a file that had to make room is kept. */
    Path kept(Cell cell, InstalledFile file) {
        return kept(cell).resolve(file.sha256());
    }

    /** The folder of what is kept for a cell. */
    Path kept(Cell cell) {
        return root.resolve("displaced").resolve(fileName(cell));
    }

    /** Deletes those copies, which are not needed any more; others that are kept for the cell stay. */
    void discard(Cell cell, Collection<InstalledFile> copies) throws IOException {
        for (InstalledFile copy : copies) {
            Tree.remove(kept(cell, copy));
        }
        Tree.removeEmpty(kept(cell), root);
    }

    /** Notes what has to be brought up to date; returns that of it which was not noted before. */
    Set<Finalizer> needFinalizing(Kernel kernel, Set<Finalizer> finalizers) throws IOException {
        Set<Finalizer> noted = EnumSet.noneOf(Finalizer.class);
        for (Finalizer finalizer : finalizers) {
            Path mark = mark(kernel, finalizer);
            if (!Files.exists(mark)) {
                AtomicWrite.text(mark, kernel + "\n");
                noted.add(finalizer);
            }
        }
        return noted;
    }

    /** Notes that it is up to date. */
    public void finalized(Kernel kernel, Finalizer finalizer) throws IOException {
        Files.deleteIfExists(mark(kernel, finalizer));
    }

    /** Forgets what is to be brought up to date of kernels that are not among those releases. */
    public void retain(Set<String> releases) throws IOException {
        for (Path mark : files(root.resolve(NEEDS_FINALIZE), MARKS)) {
            String kernel = Files.readString(mark).strip();
            if (!releases.contains(kernel.substring(0, Math.max(0, kernel.lastIndexOf('/'))))) {
                Files.deleteIfExists(mark);
            }
        }
    }

    /** What is not up to date since the kernel's modules changed. */
    public Set<Finalizer> unfinished(Kernel kernel) {
        Set<Finalizer> unfinished = EnumSet.allOf(Finalizer.class);
        unfinished.removeIf(finalizer -> !Files.exists(mark(kernel, finalizer)));
        return unfinished;
    }

    /** The log of a hook of the configuration. */
    public Path hookLog(Cell cell, Hook hook) {
        return root.resolve("hooks").resolve(fileName(cell) + "." + hook.option() + ".log");
    }

    private Path mark(Kernel kernel, Finalizer finalizer) {
        return root.resolve(NEEDS_FINALIZE).resolve(StateDirectory.fileName(kernel) + "." + finalizer.word());
    }

    private Path inventoryFile(Cell cell) {
        return root.resolve(INSTALLED).resolve(fileName(cell) + JSON_SUFFIX);
    }

    private Path intentFile(Cell cell) {
        return root.resolve(INTENT).resolve(fileName(cell) + JSON_SUFFIX);
    }

    /** A kernel has one version of a package installed at most, so the version is no part of the name. */
    private static String fileName(Cell cell) {
        return cell.pkg().name() + "@" + StateDirectory.fileName(cell.kernel());
    }

    private static <T> Optional<T> read(Path file, Class<T> type) throws IOException {
        String text;
        try {
            text = Files.readString(file);
        } catch (NoSuchFileException none) {
            return Optional.empty();
        }
        try {
            return Optional.of(RecordJson.JSON.read(text, type));
        } catch (IOException damaged) {
            throw new IOException(
                    file + " is damaged, so that nobody can tell what is installed; see 'ckms doctor': "
                            + damaged.getMessage(),
                    damaged);
        }
    }

    private static List<Path> files(Path folder, String which) throws IOException {
        var files = new ArrayList<Path>();
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, which)) {
                entries.forEach(files::add);
            }
        }
        files.sort(null);
        return files;
    }
}
