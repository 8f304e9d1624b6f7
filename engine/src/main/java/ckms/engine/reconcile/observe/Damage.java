package ckms.engine.reconcile.observe;

import ckms.engine.host.files.Digest;
import ckms.engine.host.files.Stamp;
import ckms.engine.installside.InstalledFile;
import ckms.engine.installside.Inventory;
import ckms.engine.store.ObservedPackage;
import ckms.model.Cell;
import ckms.model.PackageId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Compares what is recorded as installed with what is there. */
final class Damage {
    private final Path destdir;
    private final Map<PackageId, ObservedPackage> packages;

    Damage(Path destdir, Map<PackageId, ObservedPackage> packages) {
        this.destdir = destdir;
        this.packages = packages;
    }

    /** Finds the first thing of each cell that differs from the record; cells without a difference are left out. */
    Map<Cell, String> of(Collection<Inventory> inventories) {
        var damage = new HashMap<Cell, String>();
        for (Inventory inventory : inventories) {
            Optional<String> first = of(inventory);
            first.ifPresent(what -> damage.put(inventory.cell(), what));
        }
        return damage;
    }

    private Optional<String> of(Inventory inventory) {
        for (InstalledFile file : inventory.files()) {
            Optional<String> damaged = of(file, inventory.stamps().getOrDefault(file.path(), ""));
            if (damaged.isPresent()) {
                return damaged;
            }
        }
        ObservedPackage pkg = packages.get(inventory.cell().pkg());
        return pkg != null && pkg.installed().contains(inventory.cell().kernel())
                ? Optional.empty()
                : Optional.of("the link that says it is installed is gone");
    }

    private Optional<String> of(InstalledFile file, String stamp) {
        Path path = destdir.resolve(file.path());
        if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.of(file.path() + " is gone");
        }
        if (!Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.of(file.path() + " is no longer a regular file");
        }
        try {
            boolean same =
                    Stamp.of(path).text().equals(stamp) || Digest.of(path).equals(file.sha256());
            return same ? Optional.empty() : Optional.of(file.path() + " changed");
        } catch (IOException notReadable) {
            return Optional.of(file.path() + " can't be read");
        }
    }
}
