package ckms.engine.installside;

import ckms.engine.host.Host;
import ckms.engine.store.InstalledLinks;
import ckms.engine.store.StateDirectory;
import ckms.model.Cell;
import ckms.model.Owner;
import ckms.model.PackageId;
import ckms.model.plan.Finalizer;
import ckms.model.run.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/**
 * The install side: what puts files below the destination, takes them back, and mends what was interrupted. It may be asked
 * by several threads, and does one thing at a time.
 */
public final class Installer {
    private final InstallSite site;
    private final ModuleSource source;

    /**
     * Installs below a destination.
     *
     * @param links say what is installed
     * @param finalizers what is to be brought up to date after a change there
     */
    public Installer(
            Host host,
            StateDirectory state,
            Records records,
            Path destdir,
            InstalledLinks links,
            Set<Finalizer> finalizers) {
        this.site = new InstallSite(state, records, new Destination(destdir), links, finalizers);
        this.source = new ModuleSource(host, state);
    }

    /**
     * Installs a cell; what another version of the package, or an earlier installation, put there is replaced. All of it
     * is done, or none.
     *
     * @throws IOException where a file can't be read or written
     * @throws InterruptedException when this thread was interrupted
     */
    public synchronized Outcome install(InstallOrder order) throws IOException, InterruptedException {
        return new Installation(site, source, order).install();
    }

    /**
     * Takes back what was installed of a cell. What is interrupted, the next writer goes through with.
     *
     * @throws IOException where a file can't be read, deleted or put back
     */
    public synchronized Outcome uninstall(UninstallOrder order) throws IOException {
        return new Uninstallation(site, order.cell()).uninstall(order);
    }

    /**
     * Tells whether it is on record what was installed of a cell.
     *
     * @throws IOException where the record can't be read
     */
    public boolean hasRecord(Cell cell) throws IOException {
        return site.records()
                .inventory(cell)
                .map(Inventory::cell)
                .filter(cell::equals)
                .isPresent();
    }

    /** Makes what is installed of a cell a manifest's own; nothing where that is not on record. */
    public synchronized void adopt(Cell cell, Owner owner) throws IOException {
        Optional<Inventory> inventory =
                site.records().inventory(cell).filter(known -> known.cell().equals(cell));
        if (inventory.isPresent()) {
            site.records().write(inventory.get().ownedBy(owner));
        }
    }

    /** Forgets what was installed of a package that is removed, on kernels where nothing of it is left. */
    public synchronized void forget(PackageId pkg) throws IOException {
        for (Inventory inventory : site.records().inventories()) {
            if (inventory.cell().pkg().equals(pkg) && Records.isGone(inventory)) {
                site.records().forgetInventory(inventory.cell());
            }
        }
    }

    /** Finishes or undoes what was interrupted, wherever it was. For each writer, before it does anything else. */
    public void recover() throws IOException {
        for (Intent intent : site.records().intents()) {
            InstallSite there = site.at(new Destination(intent.destdir()));
            Optional<Inventory> inventory = there.records().inventory(intent.cell());
            if (!intent.install()) {
                new Uninstallation(there, intent.cell()).goOn(intent);
            } else if (inventory.isPresent() && inventory.get().transaction().equals(intent.transaction())) {
                there.finish(intent, inventory.get());
            } else {
                there.undo(intent);
            }
        }
    }
}
