package ckms.engine.installside;

import ckms.engine.host.CleanUp;
import ckms.engine.host.files.AtomicWrite;
import ckms.engine.host.files.Stamp;
import ckms.engine.kernel.module.Compression;
import ckms.engine.store.BuildRecord;
import ckms.model.Cell;
import ckms.model.plan.Finalizer;
import ckms.model.recipe.KernelModule;
import ckms.model.run.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Puts the modules of one cell where the kernel finds them, all of them or none. In order: an intent record; each file
 * beside its target; a copy of what has to make room; renames; the inventory, with which it counts as done; the link.
 */
final class Installation {
    private final InstallSite site;
    private final ModuleSource source;
    private final InstallOrder order;
    /** The placements, by target. */
    private final Map<String, Placement> placements = new LinkedHashMap<>();
    /** Whether any module was changed. */
    private boolean moved;

    /** What was marked to be brought up to date before the first module was changed. */
    private Set<Finalizer> marked = Set.of();

    Installation(InstallSite site, ModuleSource source, InstallOrder order) {
        this.site = site;
        this.source = source;
        this.order = order;
        for (KernelModule module : order.modules()) {
            var placement = Placement.of(
                    module, order.compression(), order.cell().kernel().release());
            placements.put(placement.target(), placement);
        }
    }

    Outcome install() throws IOException, InterruptedException {
        Optional<Inventory> previous = site.records().inventory(order.cell());
        Optional<String> refusal = refusal(previous);
        if (refusal.isPresent()) {
            return Outcome.failed(refusal.get());
        }
        Intent intent = intend(previous);
        Inventory inventory;
        try {
            inventory = place(intent, previous);
            site.record(inventory);
        } catch (InstallFailedException failed) {
            CleanUp.after(failed, () -> takeBack(intent, previous));
            return new Outcome.Failed(failed.failure());
        } catch (IOException | InterruptedException | RuntimeException | Error e) {
            CleanUp.after(e, () -> takeBack(intent, previous));
            throw e;
        }
        site.finish(intent, inventory);
        String unrecorded =
                order.built().isPresent() ? "" : "; there is no record of the build, so only vermagic was checked";
        return moved
                ? Outcome.done(summary(inventory) + unrecorded)
                : new Outcome.Unchanged("the same modules are in place, byte for byte");
    }

    /**
     * Takes back what was done; what can't be taken back now, the next writer takes back by the intent. An interrupted
     * thread can't read and write, so the interruption waits until this is done.
     */
    private void takeBack(Intent intent, Optional<Inventory> previous) throws IOException {
        boolean interrupted = Thread.interrupted();
        try {
            takeBackRecord(intent, previous);
            site.undo(intent, false);
            for (Finalizer finalizer : marked) {
                site.records().clearMark(order.cell().kernel(), finalizer);
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /**
     * Takes back the inventory, which may exist although writing it failed: its folder could perhaps not be flushed to
     * disk.
     */
    private void takeBackRecord(Intent intent, Optional<Inventory> previous) throws IOException {
        boolean written = site.records()
                .inventory(order.cell())
                .filter(inventory -> inventory.transaction().equals(intent.transaction()))
                .isPresent();
        if (written && previous.isPresent()) {
            site.record(previous.get());
        } else if (written) {
            site.forget(order.cell());
        }
    }

    private Optional<String> refusal(Optional<Inventory> previous) throws IOException {
        Path root = site.destination().root();
        if (previous.isPresent() && !previous.get().destdir().equals(root)) {
            Path before = previous.get().destdir();
            return Optional.of("it was installed below " + before + " before; uninstall it there first, with "
                    + Uninstallation.command(order.cell(), before).quoted());
        }
        for (Placement placement : placements.values()) {
            site.destination().refuseUnlessRoots(placement.folder());
            Optional<String> taken = taken(placement);
            if (taken.isPresent()) {
                return taken;
            }
        }
        return Optional.empty();
    }

    /** Finds a file of another package that would have to make room, in whatever compression. */
    private Optional<String> taken(Placement placement) throws IOException {
        for (Compression any : Compression.values()) {
            Path file = site.destination().resolve(placement.target(any));
            Optional<Cell> other = site.owned().owner(file, order.cell().pkg().name());
            if (other.isPresent()) {
                return Optional.of(file + " belongs to " + other.get()
                        + "; uninstall that first, or change 'dest' in one of the recipes");
            }
        }
        return Optional.empty();
    }

    private Intent intend(Optional<Inventory> previous) throws IOException {
        for (Placement placement : placements.values()) {
            site.destination().refuseLinks(placement.folder());
        }
        var intent = new Intent(
                UUID.randomUUID().toString(),
                order.cell(),
                true,
                site.destination().root(),
                List.copyOf(placements.keySet()),
                existing(previous));
        site.records().intents().write(intent);
        return intent;
    }

    /** Lists what has to make room: the modules in any compression, and what the package installed before. */
    private List<InstalledFile> existing(Optional<Inventory> previous) throws IOException {
        var existing = new TreeMap<String, InstalledFile>();
        for (Placement placement : placements.values()) {
            for (Compression any : Compression.values()) {
                site.destination().look(placement.target(any)).ifPresent(file -> existing.put(file.path(), file));
            }
        }
        for (InstalledFile file : previous.map(Inventory::files).orElse(List.of())) {
            site.destination().look(file.path()).ifPresent(found -> existing.put(found.path(), found));
        }
        return List.copyOf(existing.values());
    }

    private Inventory place(Intent intent, Optional<Inventory> previous)
            throws IOException, InterruptedException, InstallFailedException {
        for (Placement placement : placements.values()) {
            site.destination().makeFolder(placement.folder());
        }
        List<InstalledFile> files = prepare();
        if (isInPlace(files, intent, previous)) {
            for (InstalledFile file : files) {
                site.destination().deleteUnfinished(file.path());
            }
        } else {
            move(files, intent, previous);
        }
        return new Inventory(
                intent.transaction(),
                order.cell(),
                order.owner(),
                site.destination().root(),
                order.initramfs(),
                files,
                stamps(files),
                order.built().map(BuildRecord::modules).orElse(Map.of()),
                displaced(intent, previous));
    }

    /** Says whether all files are in place already, for example because a new build came to the same result. */
    private static boolean isInPlace(List<InstalledFile> files, Intent intent, Optional<Inventory> previous) {
        return previous.isPresent()
                && Set.copyOf(previous.get().files()).equals(Set.copyOf(files))
                && Set.copyOf(intent.existing()).equals(Set.copyOf(files));
    }

    private void move(List<InstalledFile> files, Intent intent, Optional<Inventory> previous) throws IOException {
        moved = true;
        marked = site.mark(
                order.kernel(),
                order.initramfs() || previous.filter(Inventory::initramfs).isPresent());
        for (InstalledFile file : intent.existing()) {
            site.records().copies().keep(order.cell(), file, site.destination());
        }
        for (InstalledFile file : files) {
            Path target = site.destination().resolve(file.path());
            AtomicWrite.rename(Placement.beside(target), target);
        }
        for (InstalledFile file : intent.existing()) {
            if (!placements.containsKey(file.path())) {
                site.destination().deleteFile(file.path());
            }
        }
    }

    /**
     * Takes the stamps of the new files. Nobody writes to them after they were renamed, since they are whole by then.
     */
    private Map<String, String> stamps(List<InstalledFile> files) throws IOException {
        var stamps = new TreeMap<String, String>();
        for (InstalledFile file : files) {
            stamps.put(
                    file.path(),
                    Stamp.of(site.destination().resolve(file.path())).text());
        }
        return stamps;
    }

    private List<InstalledFile> prepare() throws IOException, InterruptedException, InstallFailedException {
        var files = new ArrayList<InstalledFile>();
        for (Map.Entry<String, Placement> entry : placements.entrySet()) {
            Path target = site.destination().resolve(entry.getKey());
            String digest = source.bring(order, entry.getValue().module(), target);
            files.add(new InstalledFile(entry.getKey(), digest));
        }
        return files;
    }

    /** Lists what was there before and was not ours. */
    private static List<InstalledFile> displaced(Intent intent, Optional<Inventory> previous) {
        var displaced =
                new ArrayList<InstalledFile>(previous.map(Inventory::displaced).orElse(List.of()));
        List<InstalledFile> ours = previous.map(Inventory::files).orElse(List.of());
        for (InstalledFile file : intent.existing()) {
            if (!ours.contains(file) && !displaced.contains(file)) {
                displaced.add(file);
            }
        }
        return displaced;
    }

    private String summary(Inventory inventory) {
        int count = inventory.files().size();
        var text = new StringBuilder(count == 1 ? "1 module" : count + " modules");
        if (order.compression() != Compression.NONE) {
            text.append(" (").append(order.compression().suffix().substring(1)).append(')');
        }
        text.append(" below ")
                .append(site.destination().resolve(order.cell().kernel().release()));
        if (!inventory.displaced().isEmpty()) {
            text.append("; kept ").append(inventory.displaced().get(0).path()).append(" to put back at uninstall");
        }
        return text.toString();
    }
}
