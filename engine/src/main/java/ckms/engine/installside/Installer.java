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
 * The install side: puts files below the destination, takes them back, and finishes or undoes what was interrupted.
 * Several threads may use it; it does one thing at a time.
 */
public final class Installer {
    private final InstallSite site;
    private final ModuleSource source;

    /**
     * Makes an installer for a destination.
     *
     * @param state the state directory that modules come from
     * @param destdir the folder below which modules are installed
     * @param links the links that say what is installed
     * @param finalizers what should be brought up to date after a change to a kernel's modules
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
     * Installs a cell, all of it or nothing. What another version of the package, or an earlier installation, put there
     * is replaced.
     *
     * @return a failure if a module does not fit the kernel, is not the one that was built or can't be compressed, a
     *     file of another package is in the way, or the package is installed below another destination
     * @throws IOException if a file can't be read or written, or a link leads to where a module goes
     * @throws java.io.UncheckedIOException if a folder of the kernel's own modules can't be read
     * @throws InterruptedException if the thread is interrupted while it waits
     */
    public synchronized Outcome install(InstallOrder order) throws IOException, InterruptedException {
        site.records().refuseUnlessReadable(order.cell());
        return new Installation(site, source, order).install();
    }

    /**
     * Takes back what was installed of a cell. If this is interrupted, the next writer completes it.
     *
     * @return a failure if it was installed below another destination
     * @throws IOException if a file can't be read, deleted or put back
     */
    public synchronized Outcome uninstall(UninstallOrder order) throws IOException {
        site.records().refuseUnlessReadable(order.cell());
        return new Uninstallation(site, order.cell()).uninstall(order);
    }

    /**
     * Says whether it is on record what was installed of a cell.
     *
     * @throws IOException if the record can't be read
     */
    public boolean hasRecord(Cell cell) throws IOException {
        return site.records()
                .inventory(cell)
                .map(Inventory::cell)
                .filter(cell::equals)
                .isPresent();
    }

    /**
     * Records a manifest as the owner of what is installed of a cell; does nothing if that is not on record.
     *
     * @throws IOException if the record can't be read or written
     */
    public synchronized void adopt(Cell cell, Owner owner) throws IOException {
        Optional<Inventory> inventory =
                site.records().inventory(cell).filter(known -> known.cell().equals(cell));
        if (inventory.isPresent()) {
            site.records().write(inventory.get().ownedBy(owner));
        }
    }

    /**
     * Deletes the records of what was installed of a removed package, for kernels where none of its files is left.
     *
     * @throws IOException if a record can't be read or deleted
     */
    public synchronized void forget(PackageId pkg) throws IOException {
        for (Inventory inventory : site.records().inventories()) {
            if (inventory.cell().pkg().equals(pkg) && Records.isGone(inventory)) {
                site.records().forgetInventory(inventory.cell());
            }
        }
    }

    /**
     * Finishes or undoes what was interrupted, below any destination. Each writer does this before anything else.
     *
     * @throws IOException if a record or a file can't be read, written or deleted
     */
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
