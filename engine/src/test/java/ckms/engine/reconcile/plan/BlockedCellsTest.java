package ckms.engine.reconcile.plan;

import static ckms.engine.fixture.PlanAssert.assertThat;
import static ckms.model.manifest.WantedState.INSTALLED;
import static ckms.model.plan.Action.ADD;
import static ckms.model.plan.Action.BUILD;
import static ckms.model.plan.Action.CLEAN;
import static ckms.model.plan.Action.DEPMOD;
import static ckms.model.plan.Action.INSTALL;
import static ckms.model.plan.Action.REMOVE;
import static ckms.model.plan.Action.UNINSTALL;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ckms.engine.fixture.Wants;
import ckms.engine.installside.Intent;
import ckms.engine.installside.Unsettled;
import ckms.engine.reconcile.desired.Desired;
import ckms.engine.reconcile.desired.Scope;
import ckms.model.Cell;
import ckms.model.Kernel;
import ckms.model.Owner;
import ckms.model.PackageId;
import ckms.model.manifest.WantedState;
import ckms.model.plan.Blocked;
import ckms.model.plan.Plan;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What blocks a cell, whether that is a failure, and what goes on beside it. */
class BlockedCellsTest extends PlannerFixture {
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

    private static Unsettled unsettled(Cell cell) {
        return new Unsettled(
                new Intent("t", cell, false, Path.of("/lib/modules"), List.of(), List.of()), "somebody holds it");
    }

    @Test
    void whatWasInterruptedAndCannotBeFinishedBlocksItsPackageOnItsKernelAlone() {
        host.unsettled.add(unsettled(new Cell(new PackageId("foo", "0.9"), OLD)));
        want(INSTALLED, OLD, NEW);
        want(BAR, WantedState.BUILT, OLD);
        assertThat(plan())
                .isBlocked(
                        Blocked.Cause.UNSETTLED,
                        "foo=0.9@6.1.0-1/x86_64: its uninstallation below /lib/modules was interrupted and can't be"
                                + " finished or undone: somebody holds it; mend that")
                .does(ADD, ADD, BUILD, BUILD, INSTALL, DEPMOD);
        assertTrue(Blocked.Cause.UNSETTLED.isFailure());
    }

    @Test
    void pruneLeavesItAlone() {
        found(FOO, Set.of(OLD), Set.of(OLD));
        found(BAR, Set.of(OLD), Set.of(OLD));
        host.unsettled.add(unsettled(CELL));
        host.unguarded = Set.of(Guard.values());
        assertThat(pruning(BAR))
                .isBlocked(Blocked.Cause.UNSETTLED, "its uninstallation")
                .nothingMore();
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
}
