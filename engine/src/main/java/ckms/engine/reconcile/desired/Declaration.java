package ckms.engine.reconcile.desired;

import ckms.model.Cell;
import ckms.model.PackageId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What manifests say of packages beside what is to be done with them.
 *
 * @param owners the manifest of each package
 * @param isProtected those that prune leaves alone
 * @param dependencies of each cell
 */
public record Declaration(
        Map<PackageId, String> owners, Map<PackageId, Boolean> isProtected, Map<Cell, List<PackageId>> dependencies) {
    /** Nothing: what somebody does by hand. */
    public static final Declaration NONE = new Declaration(Map.of(), Map.of(), Map.of());

    public Declaration {
        owners = Map.copyOf(owners);
        isProtected = Map.copyOf(isProtected);
        dependencies = Map.copyOf(dependencies);
    }

    /** What those say of it that want this. */
    public static Declaration of(Desired desired) {
        var owners = new HashMap<PackageId, String>();
        var isProtected = new HashMap<PackageId, Boolean>();
        var dependencies = new HashMap<Cell, List<PackageId>>();
        for (DesiredPackage pkg : desired.packages()) {
            owners.put(pkg.id(), pkg.owner());
            isProtected.put(pkg.id(), pkg.isProtected());
            pkg.cells().forEach(cell -> dependencies.put(cell.cell(), cell.dependencies()));
        }
        return new Declaration(owners, isProtected, dependencies);
    }

    /** The manifest that lists a package; empty where none does. */
    public String owner(PackageId pkg) {
        return owners.getOrDefault(pkg, "");
    }

    /** Whether prune leaves a package alone. */
    public boolean isProtected(PackageId pkg) {
        return isProtected.getOrDefault(pkg, false);
    }

    /** The packages whose symbols a cell's build may use. */
    public List<PackageId> dependencies(Cell cell) {
        return dependencies.getOrDefault(cell, List.of());
    }
}
