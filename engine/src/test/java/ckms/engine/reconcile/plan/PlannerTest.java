package ckms.engine.reconcile.plan;

import static ckms.engine.fixture.PlanAssert.assertThat;
import static ckms.engine.fixture.PlanAssert.id;
import static ckms.model.manifest.WantedState.INSTALLED;
import static ckms.model.plan.Action.ADD;
import static ckms.model.plan.Action.BUILD;
import static ckms.model.plan.Action.CLEAN;
import static ckms.model.plan.Action.DEPMOD;
import static ckms.model.plan.Action.INSTALL;
import static ckms.model.plan.Action.REBUILD;
import static ckms.model.plan.Action.REFRESH;
import static ckms.model.plan.Action.REFRESH_INITRAMFS;
import static ckms.model.plan.Action.REINSTALL;
import static ckms.model.plan.Action.REMOVE;
import static ckms.model.plan.Action.UNINSTALL;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ckms.engine.fixture.FakeRoot;
import ckms.engine.fixture.HostModel;
import ckms.engine.fixture.ModelRecipe;
import ckms.engine.fixture.Wants;
import ckms.engine.reconcile.desired.Desired;
import ckms.engine.reconcile.desired.Scope;
import ckms.model.Cell;
import ckms.model.Kernel;
import ckms.model.Owner;
import ckms.model.PackageId;
import ckms.model.manifest.WantedState;
import ckms.model.plan.Blocked;
import ckms.model.plan.Finalizer;
import ckms.model.plan.Plan;
import ckms.model.plan.PlannedStep;
import ckms.model.plan.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** From what is to what is wanted. */
class PlannerTest {
    private static final PackageId FOO = FakeRoot.FOO;
    private static final Kernel OLD = FakeRoot.KERNEL;
    private static final Kernel NEW = FakeRoot.OTHER_KERNEL;
    private static final Cell CELL = FakeRoot.CELL;
    private static final PackageId BAR = new PackageId("bar", "1");
    private static final Owner TEST = new Owner("test");

    private static final ModelRecipe NEEDED_EARLY = new ModelRecipe("build", "extra", true);

    private final HostModel host = new HostModel();
    private final List<Wants> wanted = new ArrayList<>();
    private ModelRecipe recipe = ModelRecipe.USUAL;

    PlannerTest() {
        host.kernel(OLD, true);
        host.kernel(NEW, true);
    }

    private void found(PackageId pkg, Set<Kernel> built, Set<Kernel> installed) {
        host.packages.put(pkg, new HostModel.Added(Wants.source(pkg), recipe, TEST, false));
        for (Kernel kernel : built) {
            var cell = new Cell(pkg, kernel);
            host.builds.put(cell, new HostModel.Build(host.inputs(cell, recipe.build(), List.of()), "", TEST));
        }
        for (Kernel kernel : installed) {
            installed(new Cell(pkg, kernel), recipe.target(new Cell(pkg, kernel)), "");
        }
    }

    private void installed(Cell cell, String target, String damage) {
        host.installed.put(cell, new HostModel.Installed(TEST, "", List.of(target), recipe.initramfs(), damage));
    }

    private Wants want(WantedState state, Kernel... on) {
        return want(FOO, state, on);
    }

    private Wants want(PackageId pkg, WantedState state, Kernel... on) {
        var wants = new Wants(pkg).on(state, on);
        wants.recipe = recipe;
        wanted.add(wants);
        return wants;
    }

    private Plan plan() {
        Desired desired = Wants.all(Set.of(), Scope.ALL, wanted);
        return Planner.plan(desired, host.situation(desired));
    }

    @Test
    void aPackageThatIsNotThereIsAddedBuiltAndInstalledAndThenDepmodRuns() {
        want(INSTALLED, OLD);
        assertThat(plan())
                .does(ADD, FOO)
                .because("not added")
                .does(BUILD, CELL)
                .because("not built")
                .after(ADD)
                .does(INSTALL, CELL)
                .because("not installed")
                .after(BUILD)
                .does(DEPMOD, OLD)
                .because("modules changed")
                .after(INSTALL)
                .andNoMore();
    }

    @Test
    void aStepIsACompleteOrder() {
        Wants wants = want(INSTALLED, OLD);
        wants.isProtected = true;
        wants.dependencies = List.of(BAR);
        want(BAR, INSTALLED, OLD);
        List<Step> steps = plan().steps().stream()
                .map(PlannedStep::step)
                .filter(step -> step.subject().onPackage().equals(Optional.of(FOO)))
                .toList();
        assertEquals(
                List.of(
                        new Step.Add(
                                FOO, Wants.source(FOO), recipe.text(), false, host.running, TEST, true, "not added"),
                        new Step.Build(CELL, false, List.of(BAR), TEST, "not built"),
                        new Step.Install(CELL, Optional.empty(), TEST, "not installed")),
                steps);
    }

    @Test
    void depmodRunsOnceForEachKernel() {
        want(INSTALLED, OLD, NEW);
        want(BAR, INSTALLED, OLD);
        assertThat(plan())
                .only(DEPMOD)
                .does(DEPMOD, OLD)
                .after(INSTALL, INSTALL)
                .does(DEPMOD, NEW)
                .after(INSTALL)
                .andNoMore();
    }

    @Test
    void depmodDoesNotRunWhereModulesGoElsewhere() {
        host.finalizers = Set.of();
        want(INSTALLED, OLD);
        assertThat(plan()).does(ADD, BUILD, INSTALL);
    }

    @Test
    void whatIsAsItShouldBeIsOnlyCounted() {
        found(FOO, Set.of(OLD), Set.of(OLD));
        want(INSTALLED, OLD);
        assertThat(plan()).nothingMore();
        assertEquals(List.of(CELL), plan().unchanged());
    }

    @Test
    void onlyTheStepsThatAreNeeded() {
        found(FOO, Set.of(OLD), Set.of());
        want(INSTALLED, OLD, NEW);
        var onNew = new Cell(FOO, NEW);
        assertThat(plan())
                .does(INSTALL, CELL)
                .waitingForNothing()
                .does(DEPMOD, OLD)
                .after(INSTALL)
                .does(BUILD, onNew)
                .waitingForNothing()
                .does(INSTALL, onNew)
                .after(BUILD)
                .does(DEPMOD, NEW)
                .after(INSTALL)
                .andNoMore();
    }

    @Test
    void aNewerVersionReplacesTheOlder() {
        var newer = new PackageId("foo", "2.0");
        found(FOO, Set.of(OLD), Set.of(OLD));
        found(newer, Set.of(OLD), Set.of());
        want(newer, INSTALLED, OLD);
        assertThat(plan()).does(INSTALL, new Cell(newer, OLD)).because("replaces 1.0");
        assertEquals(Optional.of(FOO), ((Step.Install) plan().steps().get(0).step()).other());
    }

    @Test
    void wantedBuiltIsUninstalledAndWantedAddedIsCleanedToo() {
        found(FOO, Set.of(OLD, NEW), Set.of(OLD, NEW));
        want(WantedState.BUILT, OLD).on(WantedState.ADDED, NEW);
        var onNew = new Cell(FOO, NEW);
        assertThat(plan())
                .does(UNINSTALL, CELL)
                .because("wanted built")
                .does(DEPMOD, OLD)
                .after(UNINSTALL)
                .does(UNINSTALL, onNew)
                .because("wanted added")
                .does(CLEAN, onNew)
                .because("wanted added")
                .after(UNINSTALL)
                .does(DEPMOD, NEW)
                .because("modules changed")
                .after(UNINSTALL)
                .andNoMore();
    }

    @Test
    void aChangedRecipeIsRefreshedAndEverythingAfterItDoneAgain() {
        found(FOO, Set.of(OLD), Set.of(OLD));
        want(INSTALLED, OLD).recipe = new ModelRecipe("another", "extra", false);
        assertThat(plan())
                .does(REFRESH, FOO)
                .because("recipe changed")
                .does(REBUILD, CELL)
                .because("recipe changed")
                .after(REFRESH)
                .does(REINSTALL, CELL)
                .because("built anew")
                .after(REBUILD)
                .does(DEPMOD, OLD)
                .after(REINSTALL)
                .andNoMore();
    }

    @Test
    void aModuleThatIsGoneIsInstalledAgain() {
        found(FOO, Set.of(OLD), Set.of(OLD));
        installed(CELL, recipe.target(CELL), "6.1.0-1/extra/foo.ko is gone");
        want(INSTALLED, OLD);
        assertThat(plan()).does(REINSTALL, CELL).because("6.1.0-1/extra/foo.ko is gone");
    }

    @Test
    void depmodThatDidNotRunIsMadeUpFor() {
        host.unfinished.put(NEW, Set.of(Finalizer.DEPMOD));
        assertThat(plan())
                .does(DEPMOD, NEW)
                .because("did not run after the last change")
                .andNoMore();
    }

    @Test
    void aMissingSourceBlocksJustThatPackage() {
        want(INSTALLED, OLD).sourceExists = false;
        want(BAR, WantedState.BUILT, OLD);
        assertThat(plan())
                .isBlocked(Blocked.Cause.MISSING, "no source folder /usr/src/foo-1.0")
                .does(ADD, BUILD);
    }

    @Test
    void aMissingSourceDoesNotMatterWhereNothingHasToBeBuilt() {
        found(FOO, Set.of(OLD), Set.of(OLD));
        want(INSTALLED, OLD).sourceExists = false;
        assertThat(plan()).nothingIsBlocked();
    }

    @Test
    void aKernelThatWasNamedAndHasNoHeadersIsAFailure() {
        host.kernel(OLD, false);
        want(INSTALLED, OLD);
        assertThat(plan()).isBlocked(Blocked.Cause.MISSING, "no kernel headers in /lib/modules/6.1.0-1/build");
    }

    @Test
    void aKernelThatAPatternMatchedAndHasNoHeadersIsPassedOver() {
        host.kernel(OLD, false);
        want(INSTALLED, OLD).needsHeaders = false;
        assertThat(plan()).isBlocked(Blocked.Cause.SKIPPED, "no kernel headers");
    }

    @Test
    void aKernelThatIsNotThereIsAFailure() {
        want(INSTALLED, new Kernel("9.9", "x86_64"));
        assertThat(plan()).isBlocked(Blocked.Cause.MISSING, "there is no kernel 9.9");
    }

    @Test
    void whatFailedInTheCompilerIsBlockedAndWhatDependsOnItToo() {
        host.failing.put(CELL, "x.c:1:1: error: y");
        want(INSTALLED, OLD);
        want(BAR, INSTALLED, OLD).dependencies = List.of(FOO);
        assertEquals(
                List.of(
                        "bar=1: it depends on foo=1.0, which is blocked",
                        "foo=1.0: its build failed, and nothing that it is made from has changed since: x.c:1:1: error: y;"
                                + " 'ckms log foo=1.0@6.1.0-1/x86_64' tells more, --retry tries again"),
                plan().blocked().stream()
                        .map(blocked -> blocked.cell().pkg() + ": " + blocked.reason())
                        .toList());
        assertTrue(plan().misses());
        host.unguarded = Set.of(Guard.FAILED);
        assertThat(plan()).nothingIsBlocked();
    }

    @Test
    void whatFailedIsTriedAgainWhereWhatItDependsOnIsBuiltAnew() {
        host.failing.put(new Cell(BAR, OLD), "x.c:1:1: error: y");
        want(INSTALLED, OLD);
        want(BAR, INSTALLED, OLD).dependencies = List.of(FOO);
        assertThat(plan()).nothingIsBlocked();
    }

    @Test
    void whatTakesAnothersFileWaitsUntilThatIsGone() {
        var other = new Cell(BAR, OLD);
        found(BAR, Set.of(OLD), Set.of(OLD));
        installed(other, "6.1.0-1/extra/foo.ko", "");
        want(BAR, WantedState.BUILT, OLD);
        want(INSTALLED, OLD);
        assertThat(plan()).only(INSTALL).does(INSTALL, CELL).after(id(BUILD, CELL), id(UNINSTALL, other));
        assertThat(plan()).only(DEPMOD).does(DEPMOD, OLD).after(id(INSTALL, CELL));
    }

    @Test
    void whatTheHostDisablesIsBlockedAndNoFailure() {
        host.markers.put(CELL, Owner.NONE);
        want(INSTALLED, OLD);
        assertThat(plan()).isBlocked(Blocked.Cause.DISABLED, "ckms-disable/foo/1.0");
    }

    @Test
    void whatIsInstalledStaysSoWhenItIsDisabledLaterAndThatIsSaid() {
        host.markers.put(CELL, Owner.NONE);
        found(FOO, Set.of(OLD), Set.of(OLD));
        want(INSTALLED, OLD);
        assertThat(plan())
                .isBlocked(Blocked.Cause.DISABLED, "ckms-disable/foo/1.0")
                .nothingMore();
    }

    @Test
    void theInitramfsIsRefreshedOnceAfterDepmodWhereAPackageThatChangedIsNeededThere() {
        recipe = NEEDED_EARLY;
        want(INSTALLED, OLD);
        assertThat(plan())
                .only(REFRESH_INITRAMFS)
                .does(REFRESH_INITRAMFS, OLD)
                .because("modules changed")
                .after(DEPMOD)
                .andNoMore();
        assertThat(plan()).does(ADD, BUILD, INSTALL, DEPMOD, REFRESH_INITRAMFS);
    }

    @Test
    void theInitramfsIsRefreshedToGetRidOfAModuleToo() {
        recipe = NEEDED_EARLY;
        found(FOO, Set.of(OLD), Set.of(OLD));
        want(WantedState.BUILT, OLD);
        assertThat(plan()).does(UNINSTALL, DEPMOD, REFRESH_INITRAMFS);
    }

    private Plan pruning(PackageId... listed) {
        for (PackageId pkg : listed) {
            want(pkg, INSTALLED, OLD).prunes = true;
        }
        Desired desired = Wants.all(Set.of(TEST), Scope.ALL, wanted);
        return Planner.plan(desired, host.situation(desired));
    }

    @Test
    void pruneAsksBeforeItRemovesFromTheRunningKernel() {
        var baz = new PackageId("baz", "1");
        for (PackageId pkg : List.of(FOO, BAR, baz)) {
            found(pkg, Set.of(OLD), Set.of(OLD));
        }
        host.running = OLD;
        assertThat(pruning(BAR, baz))
                .isBlocked(
                        Blocked.Cause.GUARDED,
                        "no longer in the manifest, but it is on the running kernel; --prune-running removes it");
        host.unguarded = Set.of(Guard.RUNNING);
        wanted.clear();
        assertThat(pruning(BAR, baz)).does(UNINSTALL, CELL).because("no longer in the manifest");
    }

    @Test
    void anUpgradeOnTheRunningKernelIsNoRemoval() {
        found(FOO, Set.of(OLD), Set.of(OLD));
        host.running = OLD;
        assertThat(pruning(new PackageId("foo", "2.0")))
                .nothingIsBlocked()
                .does(ADD, BUILD, INSTALL, CLEAN, DEPMOD, REMOVE);
    }

    @Test
    void anInitramfsThatWasNotRefreshedIsMadeUpFor() {
        host.unfinished.put(NEW, Set.of(Finalizer.INITRAMFS));
        assertThat(plan())
                .does(REFRESH_INITRAMFS, NEW)
                .because("did not run after the last change")
                .andNoMore();
    }

    @Test
    void withoutAHookForTheInitramfsOnlyDepmodRuns() {
        recipe = NEEDED_EARLY;
        host.finalizers = Set.of(Finalizer.DEPMOD);
        want(INSTALLED, OLD);
        assertThat(plan()).does(ADD, BUILD, INSTALL, DEPMOD);
    }

    @Test
    void aBuildOfWhichAnInputChangedIsMadeAnewAndInstalledAnew() {
        found(FOO, Set.of(OLD), Set.of(OLD));
        host.contents.put(OLD, 1);
        want(INSTALLED, OLD);
        assertThat(plan())
                .does(REBUILD, CELL)
                .because("kernel headers changed")
                .does(REINSTALL, CELL)
                .because("built anew")
                .after(REBUILD)
                .does(DEPMOD, OLD)
                .after(REINSTALL)
                .andNoMore();
    }
}
