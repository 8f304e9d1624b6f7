package ckms.engine.plan;

import ckms.engine.kernel.KernelTree;
import ckms.engine.observe.Observed;
import ckms.engine.state.ObservedPackage;
import ckms.model.Cell;
import ckms.model.CellState;
import ckms.model.PackageId;
import ckms.model.Place;
import ckms.model.plan.Blocked;
import ckms.model.plan.Step;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What separates one cell from what is wanted of it. */
final class CellDifference {
    private final DesiredPackage wanted;
    private final DesiredCell wantedCell;
    private final Cell cell;
    private final ObservedPackage found;
    private final CellState state;
    private final Observed observed;
    private final Map<Cell, String> changes;

    CellDifference(DesiredPackage wanted, DesiredCell wantedCell, Observed observed, Map<Cell, String> changes) {
        this.wanted = wanted;
        this.wantedCell = wantedCell;
        this.cell = wantedCell.cell();
        this.found = observed.pkg(cell.pkg());
        this.state = found.on(cell.kernel());
        this.observed = observed;
        this.changes = changes;
    }

    /** What keeps the cell from being as it is wanted; empty where nothing does. */
    Optional<Blocked> obstacle() {
        boolean mustBuild = buildReason().isPresent();
        Place kernels = wanted.kernels();
        if ((mustBuild || installReason().isPresent()) && observed.disabled().contains(cell)) {
            String marker =
                    "ckms-disable/" + cell.pkg().name() + "/" + cell.pkg().version();
            return blocked(Blocked.Cause.DISABLED, "disabled by the host (" + marker + ")", kernels);
        }
        Optional<KernelTree> kernel = observed.kernel(cell.kernel());
        if (kernel.isEmpty() && wantedCell.state().reaches(CellState.BUILT)) {
            return blocked(
                    Blocked.Cause.MISSING, "there is no kernel " + cell.kernel().release(), kernels);
        }
        if ((mustBuild || addReason().isPresent()) && !wanted.sourceExists()) {
            return blocked(
                    Blocked.Cause.MISSING,
                    "there is no source folder " + wanted.source().value(),
                    wanted.source().place());
        }
        if (mustBuild && kernel.flatMap(KernelTree::headers).isEmpty()) {
            Blocked.Cause cause = wantedCell.named() ? Blocked.Cause.MISSING : Blocked.Cause.SKIPPED;
            Path build = kernel.orElseThrow().build();
            return blocked(cause, "there are no kernel headers in " + build + "; install them", kernels);
        }
        return Optional.empty();
    }

    private Optional<Blocked> blocked(Blocked.Cause cause, String reason, Place place) {
        return Optional.of(new Blocked(cell, cause, reason, place));
    }

    /** The steps that lead to what is wanted, each after the one before. */
    List<Step> steps() {
        var steps = new ArrayList<Step>();
        addReason()
                .ifPresent(reason -> steps.add(new Step.Add(
                        cell.pkg(), wanted.source().value(), wanted.recipe().orElseThrow(), found.isAdded(), reason)));
        if (state == CellState.INSTALLED && wantedCell.state() != CellState.INSTALLED) {
            steps.add(new Step.Uninstall(cell, "wanted " + wantedCell.state().word()));
        }
        if (state.reaches(CellState.BUILT) && wantedCell.state() == CellState.ADDED) {
            steps.add(new Step.Clean(cell, "wanted " + wantedCell.state().word()));
        }
        buildReason().ifPresent(reason -> steps.add(new Step.Build(cell, state.reaches(CellState.BUILT), reason)));
        installReason().ifPresent(reason -> steps.add(new Step.Install(cell, state == CellState.INSTALLED, reason)));
        return steps;
    }

    private Optional<String> addReason() {
        if (!found.isAdded()) {
            return Optional.of("not added");
        }
        if (recipeChanged()) {
            return Optional.of("recipe changed");
        }
        boolean moved = wanted.sourceExists()
                && !found.source().equals(Optional.of(wanted.source().value()));
        return moved ? Optional.of("source moved") : Optional.empty();
    }

    private boolean recipeChanged() {
        return wanted.recipe().isPresent() && found.isAdded() && !found.recipe().equals(wanted.recipe());
    }

    private Optional<String> buildReason() {
        if (!wantedCell.state().reaches(CellState.BUILT)) {
            return Optional.empty();
        }
        if (!state.reaches(CellState.BUILT)) {
            return Optional.of("not built");
        }
        return recipeChanged() ? Optional.of("recipe changed") : Optional.ofNullable(changes.get(cell));
    }

    private Optional<String> installReason() {
        if (wantedCell.state() != CellState.INSTALLED) {
            return Optional.empty();
        }
        Optional<PackageId> other =
                observed.installed(cell.pkg().name(), cell.kernel()).filter(installed -> !installed.equals(cell.pkg()));
        if (other.isPresent()) {
            return Optional.of("replaces " + other.get().version());
        }
        if (state != CellState.INSTALLED) {
            return Optional.of("not installed");
        }
        if (buildReason().isPresent()) {
            return Optional.of("built anew");
        }
        return Optional.ofNullable(observed.missing().get(cell)).map(file -> file + " is gone");
    }
}
