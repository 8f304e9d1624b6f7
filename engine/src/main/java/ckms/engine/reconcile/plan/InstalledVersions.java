package ckms.engine.reconcile.plan;

import ckms.engine.reconcile.observe.Observed;
import ckms.engine.store.ObservedPackage;
import ckms.model.Cell;
import ckms.model.Kernel;
import ckms.model.PackageId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The version of each package that is installed on each kernel: as the links in the state directory say, or else as is
 * on record.
 */
final class InstalledVersions {
    private final Map<Kernel, Map<String, PackageId>> versions = new HashMap<>();

    InstalledVersions(Observed observed) {
        for (ObservedPackage pkg : observed.all()) {
            pkg.installed().forEach(kernel -> put(new Cell(pkg.id(), kernel)));
        }
        observed.inventories().keySet().forEach(this::put);
    }

    private void put(Cell cell) {
        versions.computeIfAbsent(cell.kernel(), key -> new HashMap<>())
                .putIfAbsent(cell.pkg().name(), cell.pkg());
    }

    Optional<PackageId> installed(String name, Kernel kernel) {
        return Optional.ofNullable(versions.getOrDefault(kernel, Map.of()).get(name));
    }
}
