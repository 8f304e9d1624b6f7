package ckms.engine.reconcile.observe;

import ckms.engine.installside.DisableMarker;
import ckms.engine.installside.Inventory;
import ckms.engine.installside.Records;
import ckms.engine.kernel.KernelTree;
import ckms.engine.kernel.KernelTrees;
import ckms.engine.settings.Settings;
import ckms.engine.store.BuildRecord;
import ckms.engine.store.BuiltModules;
import ckms.engine.store.FailedBuild;
import ckms.engine.store.ObservedPackage;
import ckms.engine.store.Ownership;
import ckms.engine.store.StateReader;
import ckms.engine.store.StoredRecipe;
import ckms.model.Cell;
import ckms.model.Kernel;
import ckms.model.PackageId;
import ckms.model.plan.Finalizer;
import ckms.model.recipe.Recipe;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Looks at the host; changes nothing. */
public final class Observer {
    private static final Pattern INITRAMFS = Pattern.compile("(?i)\\binitramfs\\s*[=:]");

    private final Settings settings;
    private final String machine;
    private final String running;
    private final KernelTrees trees;
    private final List<Records> records;

    /**
     * Looks at the host with those settings.
     *
     * @param machine the machine that modules are built for
     * @param running the release of the running kernel
     * @param records what was installed, wherever that may be recorded
     */
    public Observer(Settings settings, String machine, String running, List<Records> records) {
        this.settings = settings;
        this.machine = machine;
        this.running = running;
        this.trees = new KernelTrees(settings.roots(), machine);
        this.records = List.copyOf(records);
    }

    /** Looks at everything. */
    public Observed observe() throws IOException {
        Map<Kernel, KernelTree> kernels = new LinkedHashMap<>();
        trees.installed().forEach(tree -> kernels.put(tree.kernel(), tree));
        Map<PackageId, ObservedPackage> packages = new LinkedHashMap<>();
        var state = new StateReader(settings.state());
        state.packages().forEach(pkg -> packages.put(pkg.id(), pkg));
        List<Cell> built = packages.values().stream()
                .flatMap(pkg -> pkg.built().stream().map(kernel -> new Cell(pkg.id(), kernel)))
                .toList();
        Map<Cell, BuildRecord> builds = BuildRecord.all(settings.state(), built);
        Map<Cell, Inventory> inventories = inventories();
        return new Observed(
                machine,
                running,
                kernels,
                packages,
                Ownership.all(settings.state(), packages.keySet()),
                markers(),
                builds,
                FailedBuild.all(settings.state()),
                lostBuilds(packages, state),
                inventories,
                new Damage(settings.destdir(), packages).of(inventories.values()),
                initramfs(packages, builds),
                unfinished(kernels.keySet()));
    }

    /** What the host has of one kernel, installed or not. */
    public KernelTree kernel(String release) throws IOException {
        return trees.tree(release);
    }

    /** The markers {@code ckms-disable/NAME/VERSION}. */
    private Map<Cell, String> markers() throws IOException {
        var cells = new HashMap<Cell, String>();
        for (Path folder : entries(settings.roots().modules())) {
            String release = folder.getFileName().toString();
            for (Path name : entries(folder.resolve(DisableMarker.FOLDER))) {
                for (Path version : entries(name)) {
                    String pkg = name.getFileName().toString();
                    String text = version.getFileName().toString();
                    if (Files.isRegularFile(version)
                            && Kernel.complaint(release).isEmpty()
                            && PackageId.complaint(pkg, text).isEmpty()) {
                        var cell = new Cell(new PackageId(pkg, text), new Kernel(release, machine));
                        cells.put(cell, DisableMarker.owner(version));
                    }
                }
            }
        }
        return cells;
    }

    private static List<Path> entries(Path folder) throws IOException {
        var entries = new ArrayList<Path>();
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
                stream.forEach(entries::add);
            }
        }
        return entries;
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

    private Map<Cell, Inventory> inventories() throws IOException {
        var inventories = new LinkedHashMap<Cell, Inventory>();
        for (Records place : records) {
            for (Inventory inventory : place.inventories()) {
                if (inventory.destdir().equals(settings.destdir())) {
                    inventories.putIfAbsent(inventory.cell(), inventory);
                }
            }
        }
        return inventories;
    }

    /** Looked at only where it matters, since it takes evaluating recipes. */
    private Set<Cell> initramfs(Map<PackageId, ObservedPackage> packages, Map<Cell, BuildRecord> builds)
            throws IOException {
        var cells = new HashSet<Cell>();
        if (settings.finalizers().contains(Finalizer.INITRAMFS)) {
            for (ObservedPackage pkg : packages.values()) {
                boolean mayBe = pkg.recipe()
                        .filter(text -> INITRAMFS.matcher(text).find())
                        .isPresent();
                for (Kernel kernel : mayBe ? pkg.built() : Set.<Kernel>of()) {
                    var cell = new Cell(pkg.id(), kernel);
                    if (initramfs(cell, Optional.ofNullable(builds.get(cell)))) {
                        cells.add(cell);
                    }
                }
            }
        }
        return cells;
    }

    private boolean initramfs(Cell cell, Optional<BuildRecord> record) throws IOException {
        Optional<Recipe> recipe = new StoredRecipe(settings.state(), cell.pkg())
                .ifGood(settings.recipeContext(trees.tree(cell.kernel().release())));
        return recipe.isPresent() && new BuiltModules(recipe.get(), record).initramfs();
    }

    private Map<Kernel, Set<Finalizer>> unfinished(Set<Kernel> kernels) throws IOException {
        var unfinished = new HashMap<Kernel, Set<Finalizer>>();
        Set<Finalizer> possible = settings.finalizers();
        for (Kernel kernel : kernels) {
            Set<Finalizer> ofKernel = EnumSet.noneOf(Finalizer.class);
            records.forEach(place -> ofKernel.addAll(place.unfinished(kernel)));
            ofKernel.retainAll(possible);
            if (!ofKernel.isEmpty()) {
                unfinished.put(kernel, ofKernel);
            }
        }
        return unfinished;
    }
}
