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
 * Where the install side works.
 *
 * @param state the state directory that modules come from; only its owner writes to it
 * @param records what was installed
 * @param destination where modules go
 * @param links say what is installed
 * @param finalizers what is to be brought up to date after a change there
 */
record InstallSite(
        StateDirectory state,
        Records records,
        Destination destination,
        InstalledLinks links,
        Set<Finalizer> finalizers) {
    /** Works at another destination. */
    InstallSite at(Destination other) {
        return new InstallSite(state, records, other, links, finalizers);
    }

    /**
     * Notes, for a kernel that is installed, what has to be brought up to date since its modules are about to change.
     *
     * @param initramfs whether they are needed in the initramfs
     * @return what was not noted before
     * @throws IOException where it can't be noted
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

    /** Does what is left to do once the inventory is written. */
    void finish(Intent intent, Inventory inventory) throws IOException {
        links.link(inventory.cell());
        records.discard(inventory.cell(), without(intent.existing(), inventory.displaced()));
        for (InstalledFile file : intent.existing()) {
            destination.removeEmptyFolders(file.path());
        }
        records.forget(intent);
    }

    /** Takes back an installation that did not get as far as its inventory. */
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
