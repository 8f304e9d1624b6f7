package ckms.engine.install;

import ckms.engine.module.Compression;
import ckms.model.Cell;
import ckms.model.recipe.KernelModule;
import ckms.model.run.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Takes back what was installed of one cell: the link goes first, then our files, and what they displaced comes back.
 * Done again after an interruption, it goes on where it was.
 */
final class Uninstallation {
    private final InstallSite site;
    private final Cell cell;

    Uninstallation(InstallSite site, Cell cell) {
        this.site = site;
        this.cell = cell;
    }

    /**
     * Takes it back.
     *
     * @param modules what the recipe says, for what the original installed without a record
     * @param initramfs whether its modules are needed in the initramfs
     * @param force whether files that changed since go too
     */
    Outcome run(List<KernelModule> modules, boolean initramfs, boolean force) throws IOException {
        Optional<Inventory> recorded = site.records().inventory(cell);
        Path root = site.destination().root();
        if (recorded.isPresent() && !recorded.get().destdir().equals(root)) {
            Path there = recorded.get().destdir();
            return Outcome.failed(
                    "it was installed below " + there + ", not below " + root + "; give '-d " + there + "'");
        }
        Inventory inventory = recorded.isPresent() ? recorded.get() : asTheOriginalWould(modules);
        for (InstalledFile file : inventory.files()) {
            site.destination().refuseUnlessWritable(file.path());
        }
        var intent =
                new Intent(UUID.randomUUID().toString(), inventory.cell(), false, root, List.of(), inventory.files());
        site.records().write(intent);
        site.needFinalizing(cell.kernel(), initramfs);
        List<String> remarks = remove(intent, inventory, force);
        if (recorded.isEmpty()) {
            remarks.add(0, "there is no record of who installed it; took the modules that the recipe names");
        }
        return new Outcome.Changed(String.join("; ", remarks));
    }

    /** Goes through with an uninstallation that was interrupted. */
    void goOn(Intent intent) throws IOException {
        Inventory inventory = site.records()
                .inventory(intent.cell())
                .orElseGet(() -> new Inventory("", cell, "", intent.destdir(), intent.existing(), List.of()));
        remove(intent, inventory, false);
    }

    private Inventory asTheOriginalWould(List<KernelModule> modules) throws IOException {
        var files = new ArrayList<InstalledFile>();
        for (KernelModule module : modules) {
            for (Compression any : Compression.values()) {
                var placement = Placement.of(module, any, cell.kernel().release());
                site.destination().look(placement.target()).ifPresent(files::add);
            }
        }
        return new Inventory("", cell, "", site.destination().root(), files, List.of());
    }

    private List<String> remove(Intent intent, Inventory inventory, boolean force) throws IOException {
        site.buildSide().unlink(inventory.cell());
        var remarks = new ArrayList<String>();
        for (InstalledFile file : inventory.files()) {
            Optional<InstalledFile> found = site.destination().look(file.path());
            if (found.isEmpty() || found.get().equals(file) || force) {
                site.destination().delete(file.path());
            } else {
                remarks.add("left " + site.destination().resolve(file.path())
                        + ", which changed since; delete it, or use --force next time");
            }
        }
        List<InstalledFile> stillKept = new ArrayList<>();
        for (InstalledFile file : inventory.displaced()) {
            Path kept = site.records().kept(inventory.cell(), file);
            if (site.destination().look(file.path()).isEmpty()) {
                site.destination().restore(file, kept);
                remarks.add("put back " + site.destination().resolve(file.path()));
            } else if (!site.destination().has(file)) {
                stillKept.add(file);
                remarks.add("the original of " + file.path() + " stays at " + kept);
            }
        }
        site.records().keepOnly(inventory.cell(), stillKept);
        site.records().forgetInventory(inventory.cell());
        site.records().forget(intent);
        return remarks;
    }
}
