package ckms.engine.installside;

import ckms.engine.host.Host;
import ckms.engine.store.InstalledLinks;
import ckms.engine.store.Settlement;
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
    private final Recovery recovery;

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
        this.site = new InstallSite(
                state, records, new OwnedFiles(records), new Destination(destdir, host.isRoot()), links, finalizers);
        this.source = new ModuleSource(host, state);
        this.recovery = new Recovery(site, folder -> site.at(new Destination(folder, host.isRoot())));
    }

    /**
     * Throws an exception if root's modules would go where others could exchange folders; does nothing for another
     * user.
     *
     * @throws IOException if so, with the folder's name, or if a folder can't be looked at
     */
    public static void refuseUnlessRoots(Host host, Path destdir) throws IOException {
        new Destination(destdir, host.isRoot()).refuseUnlessRoots(Path.of(""));
    }

    /**
     * Installs a cell, all of it or nothing. What another version of the package, or an earlier installation, put there
     * is replaced.
     *
     * @return a failure if a module does not fit the kernel, is not the one that was built or can't be compressed, a
     *     file of another package is in the way, the package is installed below another destination, or what was
     *     interrupted of it can't be finished or undone
     * @throws IOException if a file can't be read or written, or a link leads to where a module goes
     * @throws java.io.UncheckedIOException if a folder of the kernel's own modules can't be read
     * @throws InterruptedException if the thread is interrupted while it waits
     */
    public synchronized Outcome install(InstallOrder order) throws IOException, InterruptedException {
        site.records().refuseUnlessReadable(order.cell());
        Optional<Unsettled> unsettled = site.records().intents().unended(order.cell());
        if (unsettled.isPresent()) {
            return Outcome.failed(unsettled.get().sentence());
        }
        try {
            return new Installation(site, source, order).install();
        } catch (IOException | RuntimeException e) {
            recovery.note(order.cell(), e);
            throw e;
        }
    }

    /**
     * Takes back what was installed of a cell. If this is interrupted, the next writer completes it. If forced, it goes
     * on with what was interrupted before, without what can't be put back.
     *
     * @return a failure if it was installed below another destination, or, unless forced, if a file that was there
     *     before can't be put back, or what was interrupted of the cell can't be finished or undone
     * @throws IOException if a file can't be read, deleted or put back
     */
    public synchronized Outcome uninstall(UninstallOrder order) throws IOException {
        site.records().refuseUnlessReadable(order.cell());
        Optional<Unsettled> unsettled = site.records().intents().unended(order.cell());
        if (unsettled.isPresent() && !order.force()) {
            return Outcome.failed(unsettled.get().sentence());
        }
        try {
            return unsettled.isPresent()
                    ? giveUp(unsettled.get().intent(), order)
                    : new Uninstallation(site, order.cell()).uninstall(order);
        } catch (IOException | RuntimeException e) {
            recovery.note(order.cell(), e);
            throw e;
        }
    }

    /** Settles what was interrupted as far as that goes, and then uninstalls what is still on record. */
    private Outcome giveUp(Intent intent, UninstallOrder order) throws IOException {
        String remarks = String.join("; ", recovery.settle(intent, true));
        site.owned().reread();
        return site.records()
                        .inventory(order.cell())
                        .filter(left -> left.cell().equals(order.cell()))
                        .isPresent()
                ? new Uninstallation(site, order.cell()).uninstall(order)
                : Outcome.done(remarks);
    }

    /**
     * Says whether it is on record what was installed of a cell, or begun, so that no recipe is needed to uninstall it.
     *
     * @throws IOException if the record can't be read
     */
    public boolean hasRecord(Cell cell) throws IOException {
        Optional<Cell> installed = site.records().inventory(cell).map(Inventory::cell);
        return installed.filter(cell::equals).isPresent()
                || site.records().intents().unended(cell).isPresent();
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
            site.record(inventory.get().ownedBy(owner));
        }
    }

    /**
     * Deletes the records of what was installed of a removed package, for kernels where none of its files is left.
     *
     * @throws IOException if a record can't be read or deleted
     */
    public synchronized void forget(PackageId pkg) throws IOException {
        for (Inventory inventory : site.owned().inventories()) {
            Cell cell = inventory.cell();
            boolean isOver = cell.pkg().equals(pkg)
                    && site.records().intents().unended(cell).isEmpty();
            if (isOver && Records.isGone(inventory)) {
                site.forget(cell);
            }
        }
    }

    /**
     * Finishes or undoes what was interrupted, below any destination. Each writer does this before anything else. What
     * can't be settled keeps nothing else from being done.
     *
     * @return what came of it
     * @throws IOException if the records can't be read
     */
    public Settlement recover() throws IOException {
        return recovery.settleAll();
    }
}
