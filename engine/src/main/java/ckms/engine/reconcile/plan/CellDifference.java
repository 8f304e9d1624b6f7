package ckms.engine.reconcile.plan;

import ckms.engine.installside.DisableMarker;
import ckms.engine.installside.Inventory;
import ckms.engine.installside.Unsettled;
import ckms.engine.kernel.KernelTree;
import ckms.engine.reconcile.desired.DesiredCell;
import ckms.engine.reconcile.desired.DesiredPackage;
import ckms.engine.reconcile.observe.Observed;
import ckms.engine.store.BuildRecord;
import ckms.engine.store.Fault;
import ckms.engine.store.ObservedPackage;
import ckms.model.Cell;
import ckms.model.CellState;
import ckms.model.PackageId;
import ckms.model.Place;
import ckms.model.ShellCommand;
import ckms.model.manifest.WantedState;
import ckms.model.plan.Blocked;
import ckms.model.plan.Step;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The difference between a cell and what is wanted of it. */
final class CellDifference {
    private final DesiredPackage pkg;
    private final DesiredCell wanted;
    private final Cell cell;
    private final CellState level;
    private final Observed observed;
    private final Surroundings around;
    private final boolean isBuilt;
    private final boolean isInstalled;

    /**
     * What a decision on a cell depends on besides the cell.
     *
     * @param change which input of its build changed; empty if none did
     * @param failing the error of its last build, if that failed in the compiler and would fail again
     * @param installed the version of the package that is installed on the kernel
     * @param makesRoom whether another version is installed in its place in the same plan
     * @param dependency a package that it depends on and that is built in the same plan
     * @param blocked a cell that it depends on and that is blocked
     */
    record Surroundings(
            Optional<String> change,
            Optional<String> failing,
            Optional<PackageId> installed,
            boolean makesRoom,
            Optional<PackageId> dependency,
            Optional<Blocked> blocked) {}

    CellDifference(DesiredPackage pkg, DesiredCell wanted, Observed observed, Surroundings around) {
        this.pkg = pkg;
        this.wanted = wanted;
        this.cell = wanted.cell();
        this.level = wanted.state().level();
        this.observed = observed;
        this.around = around;
        ObservedPackage found = observed.pkg(cell.pkg());
        this.isBuilt = found.built().contains(cell.kernel());
        this.isInstalled = found.on(cell.kernel()) == CellState.INSTALLED
                || observed.inventories().containsKey(cell);
    }

    /**
     * Finds what keeps the cell from being as it is wanted; empty if nothing does.
     *
     * @param mustAdd whether the package has to be registered first
     */
    Optional<Blocked> obstacle(boolean mustAdd) {
        boolean mustBuild = buildReason().isPresent();
        Optional<KernelTree> kernel = observed.kernel(cell.kernel());
        Place kernels = pkg.kernels();
        Optional<Fault> obscured = observed.obscured(cell);
        if (obscured.isPresent() && !steps().isEmpty()) {
            return blocked(Blocked.Cause.UNREADABLE, obscured.get().sentence(), pkg.declared());
        }
        Optional<Unsettled> unsettled = observed.unsettled(cell);
        if (unsettled.isPresent()) {
            return blocked(Blocked.Cause.UNSETTLED, unsettled.get().reasonFor(cell), pkg.declared());
        }
        if ((mustBuild || level == CellState.INSTALLED) && isDisabledByOthers()) {
            String reason = "disabled by the host (" + DisableMarker.name(cell.pkg()) + ")";
            return blocked(Blocked.Cause.DISABLED, reason, kernels);
        }
        if (kernel.isEmpty() && (level.reaches(CellState.BUILT) || mustDisable())) {
            return blocked(
                    Blocked.Cause.MISSING, "there is no kernel " + cell.kernel().release(), kernels);
        }
        if ((mustBuild || (mustAdd && wanted.state().keepsPackage())) && !pkg.sourceExists()) {
            return blocked(
                    Blocked.Cause.MISSING,
                    "there is no source folder " + pkg.source().orElseThrow().value(),
                    pkg.source().orElseThrow().place());
        }
        if (mustBuild && kernel.flatMap(KernelTree::headers).isEmpty()) {
            Path build = kernel.orElseThrow().build();
            return blocked(
                    wanted.needsHeaders() ? Blocked.Cause.MISSING : Blocked.Cause.SKIPPED,
                    "there are no kernel headers in " + build + "; install them",
                    kernels);
        }
        if (mustBuild && around.failing().isPresent() && around.dependency().isEmpty()) {
            String reason = "its build failed, and nothing that it is made from has changed since: "
                    + around.failing().get() + "; "
                    + ShellCommand.of("ckms", "log", cell).quoted() + " tells more, --retry tries again";
            return blocked(Blocked.Cause.FAILED, reason, pkg.declared());
        }
        if (around.blocked().isPresent() && (mustBuild || installReason().isPresent())) {
            Blocked first = around.blocked().get();
            return blocked(first.cause(), "it depends on " + first.cell().pkg() + ", which is blocked", pkg.declared());
        }
        return Optional.empty();
    }

    private Optional<Blocked> blocked(Blocked.Cause cause, String reason, Place place) {
        return Optional.of(new Blocked(cell, cause, reason, Optional.of(place)));
    }

    /**
     * Says whether somebody else than the cell's manifest disabled it. The manifest's own marker is no obstacle: it is
     * removed when the manifest no longer asks for it.
     */
    private boolean isDisabledByOthers() {
        return observed.markers().containsKey(cell)
                && !observed.markers().get(cell).equals(pkg.owner());
    }

    private boolean mustDisable() {
        return wanted.state() == WantedState.DISABLED && !observed.markers().containsKey(cell);
    }

    /** Lists the steps that lead to what is wanted, in order. */
    List<Step.OnCell> steps() {
        var steps = new ArrayList<Step.OnCell>();
        String reason = "wanted " + wanted.state().word();
        if (isInstalled && level != CellState.INSTALLED && !around.makesRoom()) {
            steps.add(new Step.Uninstall(cell, false, reason));
        }
        if (isBuilt && !level.reaches(CellState.BUILT)) {
            steps.add(new Step.Clean(cell, reason));
        }
        if (mustDisable()) {
            steps.add(new Step.Disable(cell, pkg.owner(), reason));
        }
        if (wanted.state() != WantedState.DISABLED
                && pkg.owner().equals(observed.markers().get(cell))) {
            steps.add(new Step.Enable(cell, pkg.owner(), reason));
        }
        buildReason()
                .ifPresent(why -> steps.add(
                        new Step.Build(cell, isBuilt, wanted.dependencies(), wanted.network(), pkg.owner(), why)));
        Optional<PackageId> replaced =
                around.installed().or(() -> Optional.of(cell.pkg()).filter(id -> isInstalled));
        installReason().ifPresent(why -> steps.add(new Step.Install(cell, replaced, pkg.owner(), why)));
        return steps;
    }

    private Optional<String> buildReason() {
        if (!level.reaches(CellState.BUILT)) {
            return Optional.empty();
        }
        if (!isBuilt) {
            return Optional.of(observed.lostBuilds().contains(cell) ? "its build is gone" : "not built");
        }
        return around.change().or(() -> around.dependency().map(other -> other + " is built anew"));
    }

    private Optional<String> installReason() {
        if (level != CellState.INSTALLED) {
            return Optional.empty();
        }
        Optional<PackageId> other = around.installed().filter(installed -> !installed.equals(cell.pkg()));
        if (other.isPresent()) {
            return Optional.of("replaces " + other.get().version());
        }
        Optional<String> damage = Optional.ofNullable(observed.damage().get(cell));
        if (!isInstalled || damage.isPresent()) {
            return Optional.of(damage.orElse("not installed"));
        }
        if (buildReason().isPresent()) {
            return Optional.of("built anew");
        }
        if (isOfAnotherBuild()) {
            return Optional.of("another build of it is installed");
        }
        return targetsMoved() ? Optional.of("dest changed") : Optional.empty();
    }

    /**
     * Says whether what is installed comes from another build than the present one, as after a build by hand, or after
     * a run that ended between the build and the installation.
     */
    private boolean isOfAnotherBuild() {
        Inventory inventory = observed.inventories().get(cell);
        BuildRecord build = observed.builds().get(cell);
        return inventory != null
                && build != null
                && !inventory.built().isEmpty()
                && !inventory.built().equals(build.modules());
    }

    /** Says whether the recipe names other places than those that the modules were installed in. */
    private boolean targetsMoved() {
        Inventory inventory = observed.inventories().get(cell);
        BuildRecord build = observed.builds().get(cell);
        if (inventory == null || build == null || wanted.targets().isEmpty()) {
            return false;
        }
        List<String> now = wanted.targets().entrySet().stream()
                .filter(target -> build.modules().containsKey(target.getKey()))
                .map(target -> target.getValue())
                .sorted()
                .toList();
        return !now.equals(inventory.targets());
    }
}
