package ckms.engine.observe;

import ckms.engine.Settings;
import ckms.engine.install.Finalizer;
import ckms.engine.install.InstalledFile;
import ckms.engine.install.Inventory;
import ckms.engine.install.Records;
import ckms.engine.kernel.KernelTree;
import ckms.engine.kernel.KernelTrees;
import ckms.engine.state.BuildRecord;
import ckms.engine.state.BuiltModules;
import ckms.engine.state.ObservedPackage;
import ckms.engine.state.StateReader;
import ckms.engine.state.StoredRecipe;
import ckms.model.Cell;
import ckms.model.Kernel;
import ckms.model.PackageId;
import ckms.model.recipe.Recipe;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
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
    private final KernelTrees trees;
    private final List<Records> records;

    /**
     * Looks at the host with those settings.
     *
     * @param machine the machine that modules are built for
     * @param records what was installed, wherever that may be recorded
     */
    public Observer(Settings settings, String machine, List<Records> records) {
        this.settings = settings;
        this.machine = machine;
        this.trees = new KernelTrees(settings.roots(), machine);
        this.records = List.copyOf(records);
    }

    /** Looks at everything. */
    public Observed observe() throws IOException {
        List<KernelTree> kernels = trees.installed();
        List<ObservedPackage> packages = new StateReader(settings.state()).packages();
        return new Observed(
                machine, kernels, packages, disabled(), missing(packages), initramfs(packages), unfinished(kernels));
    }

    /** What the host has of one kernel, installed or not. */
    public KernelTree kernel(String release) throws IOException {
        return trees.tree(release);
    }

    /** The markers {@code ckms-disable/NAME/VERSION}. */
    private Set<Cell> disabled() throws IOException {
        var cells = new HashSet<Cell>();
        for (Path folder : entries(settings.roots().modules())) {
            String release = folder.getFileName().toString();
            for (Path name : entries(folder.resolve("ckms-disable"))) {
                for (Path version : entries(name)) {
                    String pkg = name.getFileName().toString();
                    String text = version.getFileName().toString();
                    if (Files.isRegularFile(version)
                            && Kernel.complaint(release).isEmpty()
                            && PackageId.complaint(pkg, text).isEmpty()) {
                        cells.add(new Cell(new PackageId(pkg, text), new Kernel(release, machine)));
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

    private Map<Cell, String> missing(List<ObservedPackage> packages) throws IOException {
        var missing = new HashMap<Cell, String>();
        for (Records place : records) {
            for (Inventory inventory : place.inventories()) {
                if (isInstalled(inventory.cell(), packages)
                        && inventory.destdir().equals(settings.destdir())) {
                    for (InstalledFile file : inventory.files()) {
                        if (!Files.exists(inventory.destdir().resolve(file.path()), LinkOption.NOFOLLOW_LINKS)) {
                            missing.putIfAbsent(inventory.cell(), file.path());
                        }
                    }
                }
            }
        }
        return missing;
    }

    private static boolean isInstalled(Cell cell, List<ObservedPackage> packages) {
        return packages.stream()
                .anyMatch(pkg -> pkg.id().equals(cell.pkg()) && pkg.installed().contains(cell.kernel()));
    }

    /** Looked at only where it matters, since it takes evaluating recipes. */
    private Set<Cell> initramfs(List<ObservedPackage> packages) throws IOException {
        var cells = new HashSet<Cell>();
        if (settings.finalizers().contains(Finalizer.INITRAMFS)) {
            for (ObservedPackage pkg : packages) {
                boolean mayBe = pkg.recipe()
                        .filter(text -> INITRAMFS.matcher(text).find())
                        .isPresent();
                for (Kernel kernel : mayBe ? pkg.built() : Set.<Kernel>of()) {
                    var cell = new Cell(pkg.id(), kernel);
                    if (initramfs(cell)) {
                        cells.add(cell);
                    }
                }
            }
        }
        return cells;
    }

    private boolean initramfs(Cell cell) throws IOException {
        Optional<Recipe> recipe = new StoredRecipe(settings.state(), cell.pkg())
                .ifGood(settings.recipeContext(trees.tree(cell.kernel().release())));
        return recipe.isPresent()
                && new BuiltModules(recipe.get(), BuildRecord.read(settings.state(), cell)).initramfs();
    }

    private Map<Kernel, Set<Finalizer>> unfinished(List<KernelTree> kernels) throws IOException {
        var unfinished = new HashMap<Kernel, Set<Finalizer>>();
        Set<Finalizer> possible = settings.finalizers();
        for (KernelTree tree : kernels) {
            Set<Finalizer> ofKernel = EnumSet.noneOf(Finalizer.class);
            records.forEach(place -> ofKernel.addAll(place.unfinished(tree.kernel())));
            ofKernel.retainAll(possible);
            if (!ofKernel.isEmpty()) {
                unfinished.put(tree.kernel(), ofKernel);
            }
        }
        return unfinished;
    }
}
