package ckms.engine.installside;

import ckms.engine.kernel.KernelTree;
import ckms.engine.store.InstalledLinks;
import ckms.engine.store.StateDirectory;
import ckms.model.plan.Finalizer;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * The places that installing and uninstalling work on.
 *
 * @param state the state directory that modules come from; only its owner writes to it
 * @param records the records of what was installed
 * @param destination the folder that modules go to
 * @param links the links that say what is installed
 * @param finalizers what should be brought up to date after a change to a kernel's modules
 */
record InstallSite(
        StateDirectory state,
        Records records,
        Destination destination,
        InstalledLinks links,
        Set<Finalizer> finalizers) {
    /** Returns this site with another destination. */
    InstallSite at(Destination other) {
        return new InstallSite(state, records, other, links, finalizers);
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

    /** Does what is left of an installation whose inventory is written. */
    void finish(Intent intent, Inventory inventory) throws IOException {
        links.link(inventory.cell());
        records.discard(inventory.cell(), without(intent.existing(), inventory.displaced()));
        for (InstalledFile file : intent.existing()) {
            destination.removeEmptyFolders(file.path());
        }
        records.forget(intent);
    }

    /** Takes back an installation that ended before its inventory was written. */
    void undo(Intent intent) throws IOException {
        for (String target : intent.targets()) {
            destination.deleteUnfinished(target);
        }
        for (InstalledFile file : intent.existing()) {
            if (records.keeps(intent.cell(), file) && !destination.has(file)) {
                destination.restore(file, records.kept(intent.cell(), file));
            }
        }
        for (String target : intent.targets()) {
            if (intent.existing().stream().noneMatch(file -> file.path().equals(target))) {
                destination.delete(target);
            }
        }
        List<InstalledFile> displaced =
                records.inventory(intent.cell()).map(Inventory::displaced).orElse(List.of());
        records.discard(intent.cell(), without(intent.existing(), displaced));
        records.forget(intent);
    }

    private static List<InstalledFile> without(List<InstalledFile> files, List<InstalledFile> others) {
        return files.stream()
                .filter(file ->
                        others.stream().noneMatch(other -> other.sha256().equals(file.sha256())))
                .toList();
    }
}
