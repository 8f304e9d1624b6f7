package ckms.engine.reconcile.plan;

import ckms.engine.fixture.HostModel;
import ckms.engine.inputs.InputName;
import ckms.engine.reconcile.desired.Desired;
import ckms.engine.reconcile.desired.DesiredCell;
import ckms.engine.reconcile.desired.DesiredPackage;
import ckms.model.Cell;
import ckms.model.CellState;
import ckms.model.Owner;
import ckms.model.manifest.WantedState;
import ckms.model.plan.Blocked;
import ckms.model.plan.Plan;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Compares a host, after a plan was executed on it, with what was wanted of it. */
final class Missed {
    private Missed() {}

    /** What is not as it is wanted; empty where all is, but for what is blocked. */
    static String missed(HostModel host, Desired desired, Plan plan) {
        Set<Cell> blocked = plan.blocked().stream().map(Blocked::cell).collect(Collectors.toSet());
        for (DesiredPackage pkg : desired.packages()) {
            boolean kept = pkg.cells().isEmpty() && pkg.keeps();
            for (DesiredCell wanted : pkg.cells()) {
                if (!blocked.contains(wanted.cell())) {
                    String missed = missed(host, pkg, wanted);
                    if (!missed.isEmpty()) {
                        return wanted.cell() + ": " + missed;
                    }
                    kept |= wanted.state().keepsPackage();
                }
            }
            String missed = missed(host, pkg, kept);
            if (!missed.isEmpty()) {
                return pkg.id() + ": " + missed;
            }
        }
        return missedByPrune(host, desired, blocked)
                + (host.unfinished.isEmpty() ? "" : "unfinished " + host.unfinished);
    }

    private static String missed(HostModel host, DesiredPackage pkg, boolean kept) {
        HostModel.Added found = host.packages.get(pkg.id());
        if (kept && (found == null || !found.recipe().text().equals(pkg.recipe().orElseThrow()))) {
            return "not added as wanted";
        }
        boolean wantedAbsent = pkg.cells().stream().anyMatch(cell -> cell.state() == WantedState.ABSENT)
                && pkg.cells().stream().noneMatch(cell -> cell.state().keepsPackage())
                && !pkg.keeps();
        boolean built =
                host.builds.keySet().stream().anyMatch(cell -> cell.pkg().equals(pkg.id()));
        if (wantedAbsent && found != null && !built) {
            return "still added";
        }
        boolean owned = !kept
                || !pkg.prunes()
                || (found.owner().equals(pkg.owner()) && found.isProtected() == pkg.isProtected());
        return owned ? "" : "not owned";
    }

    private static String missed(HostModel host, DesiredPackage pkg, DesiredCell wanted) {
        Cell cell = wanted.cell();
        CellState level = wanted.state().level();
        HostModel.Build build = host.builds.get(cell);
        HostModel.Installed installed = host.installed.get(cell);
        if ((build != null) != level.reaches(CellState.BUILT)) {
            return build == null ? "not built" : "still built";
        }
        if ((installed != null) != (level == CellState.INSTALLED)) {
            return installed == null ? "not installed" : "still installed";
        }
        boolean hasHeaders = host.kernels.getOrDefault(cell.kernel(), false);
        Map<InputName, String> inputs = host.inputs(cell, wanted.recipe(), wanted.dependencies());
        if (build != null && pkg.sourceExists() && hasHeaders && !build.inputs().equals(inputs)) {
            return "built from " + build.inputs() + ", not " + inputs;
        }
        if (installed != null && !installed.damage().isEmpty()) {
            return installed.damage();
        }
        if (installed != null
                && !installed.targets().equals(List.copyOf(wanted.targets().values()))) {
            return "installed elsewhere";
        }
        if (installed != null && !installed.build().equals(build.symbols())) {
            return "another build is installed";
        }
        boolean isThere = installed != null || build != null;
        if (pkg.prunes() && isThere && !host.observed().owner(cell).equals(pkg.owner())) {
            return "not owned";
        }
        Owner marker = host.markers.get(cell);
        if (wanted.state() == WantedState.DISABLED) {
            return marker == null ? "not disabled" : "";
        }
        return pkg.owner().equals(marker) ? "still disabled" : "";
    }

    private static String missedByPrune(HostModel host, Desired desired, Set<Cell> blocked) {
        Set<Cell> listed = desired.packages().stream()
                .flatMap(pkg -> pkg.cells().stream())
                .map(DesiredCell::cell)
                .collect(Collectors.toSet());
        Set<Cell> there = new TreeSet<>(host.builds.keySet());
        there.addAll(host.installed.keySet());
        for (Cell cell : there) {
            boolean successorIsBlocked = desired.packages().stream()
                    .flatMap(pkg -> pkg.cells().stream())
                    .filter(other -> other.state() == WantedState.INSTALLED && blocked.contains(other.cell()))
                    .map(DesiredCell::cell)
                    .anyMatch(other -> other.kernel().equals(cell.kernel())
                            && other.pkg().name().equals(cell.pkg().name()));
            if (!listed.contains(cell)
                    && !successorIsBlocked
                    && !blocked.contains(cell)
                    && desired.pruning().contains(host.observed().owner(cell))) {
                return cell + ": not pruned";
            }
        }
        for (var marker : host.markers.entrySet()) {
            if (!listed.contains(marker.getKey()) && desired.pruning().contains(marker.getValue())) {
                return marker.getKey() + ": its marker is not pruned";
            }
        }
        for (var pkg : host.packages.entrySet()) {
            boolean built =
                    host.builds.keySet().stream().anyMatch(cell -> cell.pkg().equals(pkg.getKey()));
            boolean lists = desired.packages().stream().anyMatch(one -> one.id().equals(pkg.getKey()));
            if (!lists
                    && !built
                    && !pkg.getValue().isProtected()
                    && desired.pruning().contains(pkg.getValue().owner())) {
                return pkg.getKey() + ": not removed";
            }
        }
        return "";
    }
}
