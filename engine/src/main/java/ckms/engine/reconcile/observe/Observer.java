package ckms.engine.reconcile.observe;

import ckms.engine.host.files.AtomicWrite;
import ckms.engine.host.files.Entries;
import ckms.engine.installside.BuildNotes;
import ckms.engine.installside.DisableMarker;
import ckms.engine.installside.Inventory;
import ckms.engine.installside.Records;
import ckms.engine.installside.RecordsSurvey;
import ckms.engine.installside.Unreadable;
import ckms.engine.installside.Unsettled;
import ckms.engine.kernel.KernelTree;
import ckms.engine.kernel.KernelTrees;
import ckms.engine.settings.Settings;
import ckms.engine.store.BuildRecord;
import ckms.engine.store.BuiltModules;
import ckms.engine.store.FailedBuild;
import ckms.engine.store.Fault;
import ckms.engine.store.ObservedPackage;
import ckms.engine.store.Ownership;
import ckms.engine.store.Recorded;
import ckms.engine.store.StateReader;
import ckms.engine.store.StoredRecipes;
import ckms.model.Cell;
import ckms.model.Kernel;
import ckms.model.Machine;
import ckms.model.Owner;
import ckms.model.PackageId;
import ckms.model.plan.Finalizer;
import ckms.model.recipe.Recipe;
import ckms.model.recipe.RecipeText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Looks at the host; changes nothing. */
public final class Observer {
    private final Settings settings;
    private final Machine machine;
    private final KernelTrees trees;
    private final List<Records> records;
    private final BuildNotes notes;
    private final StoredRecipes recipes;

    /**
     * Makes an observer of a host.
     *
     * @param machine the machine, and the kernel that runs on it
     * @param records the folders of records that can be relied on
     * @param notes what root had built
     * @param recipes the recipes in the state directory
     */
    public Observer(
            Settings settings, Machine machine, List<Records> records, BuildNotes notes, StoredRecipes recipes) {
        this.settings = settings;
        this.machine = machine;
        this.trees = new KernelTrees(settings.roots());
        this.records = List.copyOf(records);
        this.notes = notes;
        this.recipes = recipes;
    }

    /**
     * Looks at the whole state of the host.
     *
     * @throws IOException if something can't be read; the exception names it
     */
    public Observed observe() throws IOException {
        Map<Kernel, KernelTree> kernels = new LinkedHashMap<>();
        trees.installed(machine.name()).forEach(tree -> kernels.put(tree.kernel(), tree));
        Map<PackageId, ObservedPackage> packages = new LinkedHashMap<>();
        var state = new StateReader(settings.state());
        state.packages().forEach(pkg -> packages.put(pkg.id(), pkg));
        List<Cell> built = packages.values().stream()
                .flatMap(pkg -> pkg.built().stream().map(kernel -> new Cell(pkg.id(), kernel)))
                .toList();
        var faults = new LinkedHashSet<Fault>(state.faults());
        Map<Cell, BuildRecord> builds = BuildRecord.all(settings.state(), built, faults::add);
        RecordsSurvey recorded = RecordsSurvey.of(records);
        faults.addAll(recorded.faults());
        Map<Cell, Inventory> inventories = inventories(recorded);
        Map<PackageId, Ownership> ownerships = Ownership.all(settings.state(), packages.keySet(), faults::add);
        Map<Cell, FailedBuild> failures = FailedBuild.all(settings.state(), faults::add);
        return new Observed(
                machine,
                kernels,
                packages,
                ownerships,
                markers(),
                builds,
                notes.changed(builds),
                failures,
                lostBuilds(packages, state),
                inventories,
                new Damage(settings.destdir(), packages).of(inventories.values()),
                initramfs(packages, builds),
                unsettled(),
                unfinished(kernels.keySet()),
                recorded.unreadable(),
                List.copyOf(faults));
    }

    /**
     * Lists the installed kernels, in order.
     *
     * @throws IOException if a folder can't be read
     */
    public List<Kernel> kernels() throws IOException {
        return trees.installed(machine.name()).stream().map(KernelTree::kernel).toList();
    }

    /**
     * Looks at one kernel, installed or not.
     *
     * @throws IOException if the link to its headers can't be read
     */
    public KernelTree kernel(Kernel kernel) throws IOException {
        return trees.tree(kernel);
    }

    /**
     * Says whether there is a record of what was installed of a cell, below whichever destination.
     *
     * @throws IOException if the record can't be read
     */
    public boolean hasRecord(Cell cell) throws IOException {
        for (Records place : records) {
            Optional<Inventory> inventory = place.inventory(cell);
            if (inventory.isPresent()) {
                return inventory.get().cell().equals(cell);
            }
        }
        return false;
    }

    /**
     * Lists the kernels on which files of a package are recorded and still there, below whichever destination.
     *
     * @throws IOException if a record that may be about the package can't be read
     */
    public Set<Kernel> recordedKernels(PackageId pkg) throws IOException {
        RecordsSurvey recorded = RecordsSurvey.of(records);
        for (Unreadable record : recorded.unreadable()) {
            if (record.name().isEmpty() || record.name().get().equals(pkg.name())) {
                new Recorded.Faulty<>(record.fault()).orRefuse("whether " + pkg + " is installed");
            }
        }
        var kernels = new TreeSet<Kernel>();
        for (Inventory inventory : recorded.inventories()) {
            if (inventory.cell().pkg().equals(pkg) && !Records.isGone(inventory)) {
                kernels.add(inventory.cell().kernel());
            }
        }
        return kernels;
    }

    /**
     * Finds the markers {@code ckms-disable/NAME/VERSION}. They count for this machine, since a
     * kernel's folder names none.
     */
    private Map<Cell, Owner> markers() throws IOException {
        var cells = new HashMap<Cell, Owner>();
        for (Map.Entry<Kernel, Path> folder : trees.folders(machine.name()).entrySet()) {
            for (Path name : Entries.overLinks(folder.getValue().resolve(DisableMarker.FOLDER))) {
                for (Path version : Entries.overLinks(name)) {
                    Optional<PackageId> pkg = PackageId.of(
                            name.getFileName().toString(), version.getFileName().toString());
                    if (pkg.isPresent() && Files.isRegularFile(version) && !AtomicWrite.isUnfinished(version)) {
                        cells.put(new Cell(pkg.get(), folder.getKey()), DisableMarker.owner(version));
                    }
                }
            }
        }
        return cells;
    }

    private static Set<Cell> lostBuilds(Map<PackageId, ObservedPackage> packages, StateReader state)
            throws IOException {
        var lost = new HashSet<Cell>();
        for (Cell cell : state.recordedBuilds()) {
            ObservedPackage pkg = packages.get(cell.pkg());
            if (pkg == null || !pkg.built().contains(cell.kernel())) {
                lost.add(cell);
            }
        }
        return lost;
    }

    private Map<Cell, Inventory> inventories(RecordsSurvey recorded) {
        var inventories = new LinkedHashMap<Cell, Inventory>();
        for (Inventory inventory : recorded.inventories()) {
            if (inventory.destdir().equals(settings.destdir())) {
                inventories.putIfAbsent(inventory.cell(), inventory);
            }
        }
        return inventories;
    }

    private List<Unsettled> unsettled() throws IOException {
        var unsettled = new ArrayList<Unsettled>();
        for (Records place : records) {
            unsettled.addAll(place.intents().unsettled());
        }
        return unsettled;
    }

    /**
     * Finds the cells that the initramfs needs. Recipes are evaluated only if one is refreshed on this host, since that
     * takes time.
     */
    private Set<Cell> initramfs(Map<PackageId, ObservedPackage> packages, Map<Cell, BuildRecord> builds)
            throws IOException {
        var cells = new HashSet<Cell>();
        if (settings.finalizers().contains(Finalizer.INITRAMFS)) {
            for (ObservedPackage pkg : packages.values()) {
                boolean mayBe =
                        pkg.recipe().filter(RecipeText::mayNeedInitramfs).isPresent();
                for (Kernel kernel : mayBe ? pkg.built() : Set.<Kernel>of()) {
                    var cell = new Cell(pkg.id(), kernel);
                    if (needsInitramfs(cell, Optional.ofNullable(builds.get(cell)))) {
                        cells.add(cell);
                    }
                }
            }
        }
        return cells;
    }

    private boolean needsInitramfs(Cell cell, Optional<BuildRecord> record) throws IOException {
        Optional<Recipe> recipe = recipes.evaluateIfGood(cell.pkg(), settings.recipeContext(trees.tree(cell.kernel())));
        return recipe.isPresent() && new BuiltModules(recipe.get(), record).initramfs();
    }

    private Map<Kernel, Set<Finalizer>> unfinished(Set<Kernel> kernels) throws IOException {
        var unfinished = new HashMap<Kernel, Set<Finalizer>>();
        Set<Finalizer> possible = settings.finalizers();
        for (Kernel kernel : kernels) {
            Set<Finalizer> ofKernel = EnumSet.noneOf(Finalizer.class);
            records.forEach(place -> ofKernel.addAll(place.marks(kernel)));
            ofKernel.retainAll(possible);
            if (!ofKernel.isEmpty()) {
                unfinished.put(kernel, ofKernel);
            }
        }
        return unfinished;
    }
}
