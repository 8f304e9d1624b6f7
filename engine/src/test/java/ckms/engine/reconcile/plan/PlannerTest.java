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
import static ckms.model.plan.Action.REINSTALL;
import static ckms.model.plan.Action.UNINSTALL;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ckms.engine.fixture.ModelRecipe;
import ckms.engine.fixture.Wants;
import ckms.model.Cell;
import ckms.model.PackageId;
import ckms.model.manifest.WantedState;
import ckms.model.plan.PlannedStep;
import ckms.model.plan.Step;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The steps of a plan from what is to what is wanted, their reasons, and what each waits for. */
class PlannerTest extends PlannerFixture {
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
                        new Step.Build(CELL, false, List.of(BAR), false, TEST, "not built"),
                        new Step.Install(CELL, Optional.empty(), TEST, "not installed")),
                steps);
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
