package ckms.engine.installside;

import ckms.engine.host.files.AtomicWrite;
import ckms.engine.host.files.Entries;
import ckms.engine.host.files.Tree;
import ckms.engine.store.RecordJson;
import ckms.engine.store.StateDirectory;
import ckms.model.Cell;
import ckms.model.Kernel;
import ckms.model.plan.Finalizer;
import ckms.model.recipe.Hook;
import java.io.IOException;
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
        for (Path file : Entries.of(root.resolve(INSTALLED), RECORDS)) {
            read(file, Inventory.class).ifPresent(all::add);
        }
        return all;
    }

    /** Whether none of the files that an inventory records is there any more. */
    public static boolean isGone(Inventory inventory) {
        var destination = new Destination(inventory.destdir());
        return inventory.files().stream().noneMatch(file -> destination.exists(file.path()));
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
        for (Path file : Entries.of(root.resolve(INTENT), RECORDS)) {
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

    /**
     * Notes what has to be brought up to date.
     *
     * @return that of it which was not noted before
     * @throws IOException where it can't be noted
     */
    Set<Finalizer> mark(Kernel kernel, Set<Finalizer> finalizers) throws IOException {
        Set<Finalizer> noted = EnumSet.noneOf(Finalizer.class);
        for (Finalizer finalizer : finalizers) {
            Path mark = markFile(kernel, finalizer);
            if (!Files.exists(mark)) {
                AtomicWrite.text(mark, kernel + "\n");
                noted.add(finalizer);
            }
        }
        return noted;
    }

    /**
     * Notes that something is up to date.
     *
     * @throws IOException where the mark can't be deleted
     */
    public void clearMark(Kernel kernel, Finalizer finalizer) throws IOException {
        Files.deleteIfExists(markFile(kernel, finalizer));
    }

    /**
     * Forgets what is to be brought up to date of kernels that are not among those releases.
     *
     * @throws IOException where a mark can't be deleted
     */
    public void retainMarks(Set<String> releases) throws IOException {
        for (Path file : Entries.of(root.resolve(NEEDS_FINALIZE), MARKS)) {
            Optional<Mark> mark = Mark.parse(file.getFileName().toString());
            if (mark.isEmpty() || !releases.contains(mark.get().kernel().release())) {
                Files.deleteIfExists(file);
            }
        }
    }

    /** Tells what is not up to date since the kernel's modules changed. */
    public Set<Finalizer> marks(Kernel kernel) {
        Set<Finalizer> marks = EnumSet.allOf(Finalizer.class);
        marks.removeIf(finalizer -> !Files.exists(markFile(kernel, finalizer)));
        return marks;
    }

    /** The log of a hook of the configuration. */
    public Path hookLog(Cell cell, Hook hook) {
        return root.resolve("hooks").resolve(fileName(cell) + "." + hook.option() + ".log");
    }

    private Path markFile(Kernel kernel, Finalizer finalizer) {
        return root.resolve(NEEDS_FINALIZE).resolve(new Mark(kernel, finalizer).fileName());
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
}
