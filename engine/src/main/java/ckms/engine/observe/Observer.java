package ckms.engine.observe;

import ckms.engine.Settings;
import ckms.engine.install.InstalledFile;
import ckms.engine.install.Inventory;
import ckms.engine.install.Records;
import ckms.engine.kernel.KernelTree;
import ckms.engine.kernel.KernelTrees;
import ckms.engine.state.ObservedPackage;
import ckms.engine.state.StateReader;
import ckms.model.Cell;
import ckms.model.Kernel;
import ckms.model.PackageId;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Looks at the host; changes nothing. */
public final class Observer {
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
        return new Observed(machine, kernels, packages, disabled(kernels), missing(packages), unfinished(kernels));
    }

    /** What the host has of one kernel, installed or not. */
    public KernelTree kernel(String release) throws IOException {
        return trees.tree(release);
    }

    /** The markers {@code ckms-disable/NAME/VERSION}. */
    private static Set<Cell> disabled(List<KernelTree> kernels) throws IOException {
        var cells = new HashSet<Cell>();
        for (KernelTree tree : kernels) {
            Path markers = tree.folder().resolve("ckms-disable");
            for (Path name : entries(markers)) {
                for (Path version : entries(name)) {
                    String pkg = name.getFileName().toString();
                    String text = version.getFileName().toString();
                    if (Files.isRegularFile(version)
                            && PackageId.complaint(pkg, text).isEmpty()) {
                        cells.add(new Cell(new PackageId(pkg, text), tree.kernel()));
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

    private Set<Kernel> unfinished(List<KernelTree> kernels) throws IOException {
        var unfinished = new HashSet<Kernel>();
        if (settings.finalizes()) {
            for (KernelTree tree : kernels) {
                if (records.stream().anyMatch(place -> place.isUnfinished(tree.kernel()))) {
                    unfinished.add(tree.kernel());
                }
            }
        }
        return unfinished;
    }
}
