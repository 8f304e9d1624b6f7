package ckms.engine.reconcile.plan;

import static ckms.engine.fixture.PlanAssert.assertThat;
import static ckms.model.manifest.WantedState.INSTALLED;
import static ckms.model.plan.Action.ADD;
import static ckms.model.plan.Action.BUILD;
import static ckms.model.plan.Action.DEPMOD;
import static ckms.model.plan.Action.INSTALL;
import static ckms.model.plan.Action.REFRESH_INITRAMFS;
import static ckms.model.plan.Action.UNINSTALL;

import ckms.engine.fixture.ModelRecipe;
import ckms.model.manifest.WantedState;
import ckms.model.plan.Finalizer;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** When a plan has depmod run and the initramfs refreshed. */
class FinishingTest extends PlannerFixture {
    private static final ModelRecipe NEEDED_EARLY = new ModelRecipe("build", "extra", true);

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
    void depmodThatDidNotRunIsMadeUpFor() {
        host.unfinished.put(NEW, Set.of(Finalizer.DEPMOD));
        assertThat(plan())
                .does(DEPMOD, NEW)
                .because("did not run after the last change")
                .andNoMore();
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
}
