package ckms.engine.installside;

import ckms.engine.kernel.KernelTree;
import ckms.engine.store.InstalledLinks;
import ckms.engine.store.StateDirectory;
import ckms.model.Cell;
import ckms.model.plan.Finalizer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The places that installing and uninstalling work on.
 *
 * @param state the state directory that modules come from; only its owner writes to it
 * @param records the records of what was installed
 * @param owned the files that they name
 * @param destination the folder that modules go to
 * @param links the links that say what is installed
 * @param finalizers what should be brought up to date after a change to a kernel's modules
 */
record InstallSite(
        StateDirectory state,
        Records records,
        OwnedFiles owned,
        Destination destination,
        InstalledLinks links,
        Set<Finalizer> finalizers) {
    /** Returns this site with another destination. */
    InstallSite at(Destination other) {
        return new InstallSite(state, records, owned, other, links, finalizers);
    }

    /**
     * Marks what has to be brought up to date for an installed kernel, before its modules change.
     *
     * @param initramfs whether the modules are needed in the initramfs
     * @return what was not marked before
     * @throws IOException if a mark can't be written
     */
    Set<Finalizer> mark(KernelTree kernel, boolean initramfs) throws IOException {
        if (!kernel.installed()) {
            return Set.of();
        }
        Set<Finalizer> needed = EnumSet.noneOf(Finalizer.class);
        needed.addAll(finalizers);
        if (!initramfs) {
            needed.remove(Finalizer.INITRAMFS);
        }
        return records.mark(kernel.kernel(), needed);
    }

    /** Records what is installed of a cell. */
    void record(Inventory inventory) throws IOException {
        records.write(inventory);
        owned.note(inventory);
    }

    /** Deletes the record of what is installed of a cell's package on its kernel. */
    void forget(Cell cell) throws IOException {
        records.forgetInventory(cell);
        owned.forget(cell);
    }

    /** Does what is left of an installation whose inventory is written. */
    void finish(Intent intent, Inventory inventory) throws IOException {
        links.link(inventory.cell());
        records.copies().discard(inventory.cell(), without(intent.existing(), inventory.displaced()));
        for (InstalledFile file : intent.existing()) {
            destination.removeEmptyFolders(file.path());
        }
        records.intents().forget(intent);
    }

    /**
     * Takes back an installation that ended before its inventory was written. It looks at the copies before it changes
     * anything.
     *
     * @param force whether it goes on if a copy is damaged
     * @return what was there before and could not be put back
     */
    List<String> undo(Intent intent, boolean force) throws IOException {
        var changed = new ArrayList<InstalledFile>();
        var lost = new ArrayList<InstalledFile>();
        var remarks = new ArrayList<String>();
        for (InstalledFile file : intent.existing()) {
            Optional<String> complaint =
                    destination.has(file) ? Optional.empty() : records.copies().complaint(intent.cell(), file);
            if (complaint.isPresent() && records.copies().has(intent.cell(), file) && !force) {
                throw new IOException(lost(intent.cell(), file, complaint.get()));
            }
            if (complaint.isPresent()) {
                lost.add(file);
                remarks.add(lost(intent.cell(), file, complaint.get()));
            } else if (!destination.has(file)) {
                changed.add(file);
            }
        }
        for (String target : intent.targets()) {
            destination.deleteUnfinished(target);
        }
        for (InstalledFile file : changed) {
            records.copies().restore(intent.cell(), file, destination);
        }
        for (String target : intent.targets()) {
            if (intent.existing().stream().noneMatch(file -> file.path().equals(target))) {
                destination.delete(target);
            }
        }
        List<InstalledFile> displaced =
                records.inventory(intent.cell()).map(Inventory::displaced).orElse(List.of());
        records.copies().discard(intent.cell(), without(without(intent.existing(), displaced), lost));
        records.intents().forget(intent);
        return remarks;
    }

    /** Tells of a file that made room and whose copy is not good. */
    String lost(Cell cell, InstalledFile file, String complaint) {
        return destination.resolve(file.path()) + " was there before and can't be put back, since its copy "
                + records.copies().of(cell, file) + " " + complaint;
    }

    /** Leaves out those files that have the contents, and so the copy, of others. */
    static List<InstalledFile> without(List<InstalledFile> files, List<InstalledFile> others) {
        return files.stream()
                .filter(file ->
                        others.stream().noneMatch(other -> other.sha256().equals(file.sha256())))
                .toList();
    }
}
