package ckms.engine.reconcile.plan;

import ckms.engine.reconcile.desired.Desired;
import ckms.engine.reconcile.desired.DesiredCell;
import ckms.engine.reconcile.desired.DesiredPackage;
import ckms.engine.reconcile.observe.Observed;
import ckms.engine.store.BuildRecord;
import ckms.engine.store.ObservedPackage;
import ckms.engine.store.Ownership;
import ckms.model.Cell;
import ckms.model.Kernel;
import ckms.model.Owner;
import ckms.model.manifest.WantedState;
import ckms.model.plan.Step;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Plans the steps on whole packages, rather than on one of their kernels. */
final class PackageSteps {
    private final Observed observed;
    private final Kernel kernel;

    PackageSteps(Desired desired, Observed observed) {
        this.observed = observed;
        this.kernel = desired.scope().kernel().map(observed.machine()::kernel).orElseGet(observed::anyKernel);
    }

    /**
     * Plans to register a package, or to refresh its registration; empty if it is as it should be, or its source or
     * recipe is not known.
     */
    Optional<Step.Add> add(DesiredPackage pkg) {
        boolean known = pkg.source().isPresent() && pkg.recipe().isPresent();
        return addReason(pkg)
                .filter(reason -> known)
                .map(reason -> new Step.Add(
                        pkg.id(),
                        pkg.source().orElseThrow().value(),
                        pkg.recipe().orElseThrow(),
                        observed.pkg(pkg.id()).isAdded(),
                        kernel,
                        pkg.owner(),
                        pkg.isProtected(),
                        reason));
    }

    /** Says whether a package has to be registered, or its registration refreshed, before anything else. */
    boolean mustAdd(DesiredPackage pkg) {
        return addReason(pkg).isPresent();
    }

    private Optional<String> addReason(DesiredPackage pkg) {
        ObservedPackage found = observed.pkg(pkg.id());
        if (!found.isAdded()) {
            return Optional.of("not added");
        }
        if (pkg.recipe().isPresent() && !found.recipe().equals(pkg.recipe())) {
            return Optional.of("recipe changed");
        }
        boolean moved =
                pkg.sourceExists() && !found.source().equals(pkg.source().map(source -> source.value()));
        return moved ? Optional.of("source moved") : Optional.empty();
    }

    /**
     * Plans to make a manifest that prunes the owner of a package that is there.
     *
     * @param added whether it is registered anew in the same plan
     * @param cells those of its cells that are not blocked
     * @param made the cells that are built or installed in the same plan
     */
    Optional<Step> adopt(DesiredPackage pkg, boolean added, List<DesiredCell> cells, Set<Cell> made) {
        ObservedPackage found = observed.pkg(pkg.id());
        boolean kept = (pkg.keeps() && pkg.cells().isEmpty())
                || cells.stream().anyMatch(cell -> cell.state().keepsPackage());
        if (!pkg.prunes() || !found.isAdded() || !kept) {
            return Optional.empty();
        }
        Ownership ownership = observed.ownership(pkg.id());
        List<Kernel> kernels = cells.stream()
                .filter(cell -> isAnothers(pkg, cell) && !made.contains(cell.cell()))
                .map(cell -> cell.cell().kernel())
                .toList();
        boolean anothers = !added && !ownership.owner().equals(pkg.owner());
        boolean reprotected = !added && ownership.isProtected() != pkg.isProtected();
        if (kernels.isEmpty() && !anothers && !reprotected) {
            return Optional.empty();
        }
        Owner before = kernels.isEmpty() ? ownership.owner() : observed.owner(new Cell(pkg.id(), kernels.get(0)));
        String reason = kernels.isEmpty() && !anothers
                ? pkg.isProtected() ? "protected from now on" : "protected no longer"
                : before.isManifest() ? "put there by the manifest " + before : "put there by hand";
        return Optional.of(new Step.Adopt(pkg.id(), kernels, pkg.owner(), pkg.isProtected(), reason));
    }

    private boolean isAnothers(DesiredPackage pkg, DesiredCell wanted) {
        Cell cell = wanted.cell();
        BuildRecord build = observed.builds().get(cell);
        boolean recorded = build != null || observed.inventories().containsKey(cell);
        return switch (wanted.state()) {
            case INSTALLED -> recorded && !observed.owner(cell).equals(pkg.owner());
            case BUILT -> build != null && !build.owner().equals(pkg.owner());
            case ADDED, DISABLED, ABSENT -> false;
        };
    }

    /**
     * Plans to remove a package that a manifest wants nowhere.
     *
     * @param cleaned the kernels on which it is cleaned in the same plan
     */
    Optional<Step> remove(DesiredPackage pkg, Set<Kernel> cleaned) {
        boolean kept = pkg.keeps()
                || pkg.cells().stream().anyMatch(cell -> cell.state().keepsPackage());
        boolean absent = pkg.cells().stream().anyMatch(cell -> cell.state() == WantedState.ABSENT);
        return kept || !absent ? Optional.empty() : remove(observed.pkg(pkg.id()), cleaned, "wanted absent");
    }

    /**
     * Plans to remove a package, if no build of it will be left.
     *
     * @param cleaned the kernels on which it is cleaned in the same plan
     */
    Optional<Step> remove(ObservedPackage found, Set<Kernel> cleaned, String reason) {
        return found.isAdded() && cleaned.containsAll(found.built())
                ? Optional.of(new Step.Remove(found.id(), kernel, reason))
                : Optional.empty();
    }
}
