package ckms.engine.installside;

import ckms.engine.host.Roots;
import ckms.engine.host.files.AtomicWrite;
import ckms.engine.host.files.Entries;
import ckms.engine.store.RecordFiles;
import ckms.engine.store.RecordJson;
import ckms.engine.store.RecordKind;
import ckms.engine.store.SetAside;
import ckms.engine.store.StateDirectory;
import ckms.model.Cell;
import ckms.model.Kernel;
import ckms.model.plan.Finalizer;
import ckms.model.recipe.Hook;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * The records of the install side: inventories, intents, displaced files, and marks of what is not up to date. They lie
 * where only the installing user writes.
 */
public final class Records {
    static final String INSTALLED = "installed";
    static final String INTENT = "intent";
    static final String NEEDS_FINALIZE = "needs-finalize";

    static final String JSON_SUFFIX = ".json";

    /** In bytes. */
    private static final int LIMIT = 16 << 20;

    private static final String MARKS = "[!.]*";

    private final Path root;
    private final Roots roots;

    /** Reads a record, with its paths as they are on the host. */
    private interface Reading<T> {
        T read(String text) throws IOException;
    }

    /**
     * Makes, finds and deletes records in a folder.
     *
     * @param root the folder, which need not exist yet
     * @param roots the root file system that is worked on; if the folder lies in it, its records name paths of it
     */
    public Records(Path root, Roots roots) {
        this.root = root;
        this.roots = roots.around(root);
    }

    /** Returns the folder of the records. */
    public Path root() {
        return root;
    }

    /**
     * Reads what is installed of the cell's package on its kernel, in whatever version.
     *
     * @return empty if nothing is on record
     * @throws IOException if the record can't be read, or is damaged
     */
    public Optional<Inventory> inventory(Cell cell) throws IOException {
        return inventoryFiles().read(slot(cell) + JSON_SUFFIX).orRefuse("what is installed");
    }

    /**
     * Reads all inventories that can be read, in the order of their files' names. What is wrong with one concerns its
     * package on its kernel, and {@link #inventory} tells it there.
     */
    public List<Inventory> inventories() {
        return List.copyOf(surveyInventories().values().values());
    }

    /** Reads all inventories, and tells what is wrong with those that can't be read. */
    RecordFiles.Found<Inventory> surveyInventories() {
        return inventoryFiles().all();
    }

    /** Lists the folders of records that may be sifted. */
    public List<RecordFiles<?>> files() {
        var files = new ArrayList<RecordFiles<?>>(List.of(inventoryFiles(), intentFiles()));
        files.addAll(BuildNotes.files(root));
        return files;
    }

    /** Says whether none of the files that an inventory records exists. */
    public static boolean isGone(Inventory inventory) {
        return inventory.files().stream()
                .map(file -> inventory.destdir().resolve(file.path()))
                .noneMatch(file -> Files.exists(file, LinkOption.NOFOLLOW_LINKS));
    }

    /**
     * Says whether a destination is outside of the root that these records lie in, so that whoever made that root could
     * have chosen it.
     */
    boolean isOutside(Path destdir) {
        return roots.isOther() && !roots.isIn(destdir);
    }

    void write(Inventory inventory) throws IOException {
        AtomicWrite.text(
                inventoryFile(inventory.cell()), RecordJson.JSON.pretty(inventory.at(roots.name(inventory.destdir()))));
    }

    void forgetInventory(Cell cell) throws IOException {
        Files.deleteIfExists(inventoryFile(cell));
    }

    /** Returns the intents of what was begun and not ended. */
    public Intents intents() {
        return new Intents(root, intentFiles(), roots);
    }

    /**
     * Refuses to change what is installed of a cell's package on its kernel if its records can't be read.
     *
     * @throws IOException if the inventory or the intent can't be read; the message names it
     */
    void refuseUnlessReadable(Cell cell) throws IOException {
        inventory(cell);
        intents().of(cell);
    }

    /** Returns the copies of files that had to make room. */
    public KeptCopies copies() {
        return new KeptCopies(root);
    }

    /**
     * Marks what has to be brought up to date for a kernel.
     *
     * @return what was not marked before
     * @throws IOException if a mark can't be written
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
     * Deletes the mark of something that is up to date.
     *
     * @throws IOException if the mark can't be deleted
     */
    public void clearMark(Kernel kernel, Finalizer finalizer) throws IOException {
        Files.deleteIfExists(markFile(kernel, finalizer));
    }

    /**
     * Deletes the marks of kernels of other releases than these.
     *
     * @throws IOException if a mark can't be deleted, or their folder can't be read
     */
    public void retainMarks(Set<String> releases) throws IOException {
        for (Path file : Entries.overLinks(root.resolve(NEEDS_FINALIZE), MARKS)) {
            Optional<Mark> mark = Mark.parse(file.getFileName().toString());
            if (mark.isEmpty() || !releases.contains(mark.get().kernel().release())) {
                Files.deleteIfExists(file);
            }
        }
    }

    /**
     * Lists the files of records and copies that were not completed; no link is followed. While a writer is at work, its
     * own are among them.
     *
     * @throws IOException if a folder can't be read
     */
    public List<Path> unfinished() throws IOException {
        var folders = new ArrayList<Path>(List.of(root));
        folders.addAll(SetAside.besides(root));
        folders.addAll(copies().folders());
        var files = new ArrayList<Path>();
        for (Path folder : folders) {
            files.addAll(AtomicWrite.unfinished(folder));
        }
        return files;
    }

    /** Lists what is not up to date since the kernel's modules changed. */
    public Set<Finalizer> marks(Kernel kernel) {
        Set<Finalizer> marks = EnumSet.allOf(Finalizer.class);
        marks.removeIf(finalizer -> !Files.exists(markFile(kernel, finalizer)));
        return marks;
    }

    /**
     * Moves away a damaged record, or what stands in the place of one.
     *
     * @return where it is kept now
     * @throws IOException if it can't be moved
     */
    public Path setAside(Path path) throws IOException {
        return SetAside.move(root, root.relativize(path), root);
    }

    /** Returns the log of a hook of the configuration. */
    public Path hookLog(Cell cell, Hook hook) {
        return root.resolve("hooks").resolve(slot(cell) + "." + hook.option() + ".log");
    }

    private Path markFile(Kernel kernel, Finalizer finalizer) {
        return root.resolve(NEEDS_FINALIZE).resolve(new Mark(kernel, finalizer).fileName());
    }

    private Path inventoryFile(Cell cell) {
        return root.resolve(INSTALLED).resolve(slot(cell) + JSON_SUFFIX);
    }

    /**
     * Makes the name of what is kept about a cell, without the version: a kernel has at most one version of a package
     * installed.
     */
    static String slot(Cell cell) {
        return cell.pkg().name() + "@" + StateDirectory.fileName(cell.kernel());
    }

    private RecordFiles<Inventory> inventoryFiles() {
        return files(INSTALLED, Inventory::cell, text -> {
            Inventory named = RecordJson.JSON.read(text, Inventory.class);
            return named.at(roots.named(named.destdir()));
        });
    }

    private RecordFiles<Intent> intentFiles() {
        return files(INTENT, Intent::cell, text -> {
            Intent named = RecordJson.JSON.read(text, Intent.class);
            return named.at(roots.named(named.destdir()));
        });
    }

    /** Makes a reader of records that have to be about the cell that their file is named after. */
    private <T> RecordFiles<T> files(String folder, Function<T, Cell> cell, Reading<T> reading) {
        RecordKind.Form<T> form = (name, text) -> {
            T record = reading.read(text);
            if (!name.equals(slot(cell.apply(record)) + JSON_SUFFIX)) {
                throw new IOException("it is about " + cell.apply(record) + ", which its name is not");
            }
            return record;
        };
        return new RecordFiles<>(
                root.getParent(),
                root.getFileName().resolve(folder),
                new RecordKind<>(Set.of(JSON_SUFFIX), LIMIT, form));
    }
}
