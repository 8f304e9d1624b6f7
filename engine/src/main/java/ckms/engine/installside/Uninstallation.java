package ckms.engine.installside;

import ckms.engine.kernel.module.Compression;
import ckms.model.Cell;
import ckms.model.Owner;
import ckms.model.ShellCommand;
import ckms.model.recipe.KernelModule;
import ckms.model.run.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Takes back what was installed of one cell: removes the link first, then our files, and puts back what they displaced.
 * After an interruption it can be done again, and goes on where it was.
 */
final class Uninstallation {
    private final InstallSite site;
    private final Cell cell;

    Uninstallation(InstallSite site, Cell cell) {
        this.site = site;
        this.cell = cell;
    }

    /** Returns the command that takes back what is installed of a cell below a destination. */
    static ShellCommand command(Cell cell, Path destdir) {
        return ShellCommand.of("ckms", "-d", destdir, "-k", cell.kernel().release(), "uninstall", cell.pkg());
    }

    /** Takes back the installation, or fails if it is below another destination. */
    Outcome uninstall(UninstallOrder order) throws IOException {
        Optional<Inventory> recorded = site.records().inventory(cell);
        Path root = site.destination().root();
        if (recorded.isPresent() && !recorded.get().destdir().equals(root)) {
            Path there = recorded.get().destdir();
            return Outcome.failed("it was installed below " + there + ", not below " + root + "; run "
                    + command(cell, there).quoted());
        }
        Inventory inventory = recorded.isPresent() ? recorded.get() : asTheOriginalWould(order);
        site.destination().refuseLinks(inventory.paths());
        for (InstalledFile file : inventory.files()) {
            site.destination().refuseUnlessWritable(file.path());
        }
        Optional<String> lost = order.force() ? Optional.empty() : lost(inventory);
        if (lost.isPresent()) {
            return Outcome.failed(
                    lost.get() + "; bring the copy back, or go without it: " + Unsettled.givesUp(inventory.cell()));
        }
        var intent =
                new Intent(UUID.randomUUID().toString(), inventory.cell(), false, root, List.of(), inventory.files());
        // Before the intent: a mark without a change does no harm, but an intent is always completed.
        site.mark(order.kernel(), inventory.initramfs());
        site.records().intents().write(intent);
        if (recorded.isEmpty()) {
            keepAll(inventory);
        }
        List<String> remarks = remove(intent, inventory, order.force());
        if (recorded.isEmpty()) {
            remarks.add(
                    0,
                    "there is no record of who installed it; took the modules that the recipe names and that are not"
                            + " the kernel's own, and kept copies in "
                            + site.records().copies().of(inventory.cell()));
        }
        return Outcome.done(String.join("; ", remarks));
    }

    /**
     * Completes an uninstallation that was interrupted.
     *
     * @param force whether it goes on without what can't be put back, and takes files that have changed since
     * @return remarks on it
     * @throws IOException if a file can't be deleted or put back, or, before anything changes, if a copy is not good
     */
    List<String> goOn(Intent intent, boolean force) throws IOException {
        Optional<Inventory> recorded = site.records().inventory(intent.cell());
        Inventory inventory = recorded.orElseGet(() -> unrecorded(intent.destdir(), false, intent.existing()));
        site.destination().refuseLinks(inventory.paths());
        Optional<String> lost = force ? Optional.empty() : lost(inventory);
        if (lost.isPresent()) {
            throw new IOException(lost.get());
        }
        if (recorded.isEmpty()) {
            keepAll(inventory);
        }
        return remove(intent, inventory, force);
    }

    /** Keeps copies of what nobody knows who installed it. */
    private void keepAll(Inventory inventory) throws IOException {
        for (InstalledFile file : inventory.files()) {
            if (site.destination().has(file)) {
                site.records().copies().keep(inventory.cell(), file, site.destination());
            }
        }
    }

    /** Looks at the copies of the files whose places will be free, and tells of the first that can't be put back. */
    private Optional<String> lost(Inventory inventory) throws IOException {
        for (InstalledFile file : inventory.displaced()) {
            boolean isFree = !site.destination().exists(file.path()) || isOurs(inventory, file.path());
            Optional<String> complaint =
                    isFree ? site.records().copies().complaint(inventory.cell(), file) : Optional.empty();
            if (complaint.isPresent()) {
                return Optional.of(site.lost(inventory.cell(), file, complaint.get()));
            }
        }
        return Optional.empty();
    }

    /** Says whether a file is in a path's place that will be deleted. */
    private boolean isOurs(Inventory inventory, String path) throws IOException {
        for (InstalledFile file : inventory.files()) {
            if (file.path().equals(path) && site.destination().has(file)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Lists what the recipe names, as the original CKMS does, but not what came with the kernel or belongs to another
     * package: a recipe may be anybody's.
     */
    private Inventory asTheOriginalWould(UninstallOrder order) throws IOException {
        String release = cell.kernel().release();
        Set<String> kernels = site.destination().ownModules(release);
        var files = new ArrayList<InstalledFile>();
        for (KernelModule module : order.modules()) {
            for (Compression any : Compression.values()) {
                var placement = Placement.of(module, any, release);
                boolean own = kernels.contains(Path.of(release)
                        .relativize(Path.of(placement.target(Compression.NONE)))
                        .toString());
                if (!own && !isAnothers(placement.target())) {
                    site.destination().refuseLinks(placement.folder());
                    site.destination().look(placement.target()).ifPresent(files::add);
                }
            }
        }
        return unrecorded(site.destination().root(), order.initramfs(), files);
    }

    /** Makes an inventory of files of which nobody knows who installed them and what they displaced. */
    private Inventory unrecorded(Path destdir, boolean initramfs, List<InstalledFile> files) {
        return new Inventory("", cell, Owner.NONE, destdir, initramfs, files, Map.of(), Map.of(), List.of());
    }

    private boolean isAnothers(String target) throws IOException {
        return site.owned().owner(site.destination().resolve(target)).isPresent();
    }

    private List<String> remove(Intent intent, Inventory inventory, boolean force) throws IOException {
        site.links().unlink(inventory.cell());
        var remarks = new ArrayList<String>();
        for (InstalledFile file : inventory.files()) {
            if (!site.destination().exists(file.path()) || site.destination().has(file) || force) {
                site.destination().delete(file.path());
            } else {
                remarks.add("left " + site.destination().resolve(file.path())
                        + ", which changed since; delete it if nobody needs it");
            }
        }
        var stay = new ArrayList<InstalledFile>();
        for (InstalledFile file : inventory.displaced()) {
            if (!putBack(inventory.cell(), file, remarks)) {
                stay.add(file);
            }
        }
        site.records().copies().discard(inventory.cell(), InstallSite.without(inventory.displaced(), stay));
        site.forget(inventory.cell());
        site.records().intents().forget(intent);
        return remarks;
    }

    /** Puts back a file that had to make room, unless something else has its place, and says whether it is there. */
    private boolean putBack(Cell of, InstalledFile file, List<String> remarks) throws IOException {
        if (site.destination().has(file)) {
            return true;
        }
        if (site.destination().exists(file.path())) {
            remarks.add("the original of " + file.path() + " stays at "
                    + site.records().copies().of(of, file));
            return false;
        }
        Optional<String> complaint = site.records().copies().complaint(of, file);
        if (complaint.isPresent()) {
            remarks.add(site.lost(of, file, complaint.get()));
            return false;
        }
        site.records().copies().restore(of, file, site.destination());
        remarks.add("put back " + site.destination().resolve(file.path()));
        return true;
    }
}
