package ckms.engine.reconcile.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ckms.engine.fixture.FakeRoot;
import ckms.engine.fixture.HostModel;
import ckms.engine.fixture.Wants;
import ckms.engine.inputs.InputName;
import ckms.engine.inputs.InputName.Part;
import ckms.engine.reconcile.desired.Desired;
import ckms.engine.reconcile.desired.Scope;
import ckms.model.Cell;
import ckms.model.Kernel;
import ckms.model.PackageId;
import ckms.model.manifest.WantedState;
import ckms.model.plan.Blocked;
import ckms.model.plan.Finalizer;
import ckms.model.plan.Plan;
import ckms.model.plan.PlannedStep;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** From what is to what is wanted. */
class PlannerTest {
    private static final PackageId FOO = FakeRoot.FOO;
    private static final Kernel OLD = FakeRoot.KERNEL;
    private static final Kernel NEW = FakeRoot.OTHER_KERNEL;
    private static final String RECIPE = "build|extra|rest";

    private final HostModel host = new HostModel();
    private final List<Wants> wanted = new ArrayList<>();
    private boolean wantsInitramfs;

    PlannerTest() {
        host.kernel(OLD, true);
        host.kernel(NEW, true);
    }

    private void found(PackageId pkg, Set<Kernel> built, Set<Kernel> installed) {
        host.packages.put(pkg, new HostModel.Added(Wants.source(pkg), RECIPE, "test", false));
        Map<InputName, String> inputs = Map.of(Part.SOURCE, "0", Part.HEADERS, "0", Part.RECIPE, "build");
        built.forEach(kernel ->
                host.builds.put(new Cell(pkg, kernel), new HostModel.Build(inputs, "", "test", wantsInitramfs)));
        installed.forEach(kernel -> host.installed.put(
                new Cell(pkg, kernel),
                new HostModel.Installed(
                        "test", "", List.of(kernel.release() + "/extra/" + pkg.name() + ".ko"), wantsInitramfs, "")));
    }

    private Wants want(WantedState state, Kernel... on) {
        return want(FOO, state, on);
    }

    private Wants want(PackageId pkg, WantedState state, Kernel... on) {
        var wants = new Wants(pkg).on(state, on);
        wants.initramfs = wantsInitramfs;
        wanted.add(wants);
        return wants;
    }

    private Plan plan() {
        Desired desired = Wants.all(Set.of(), Scope.ALL, wanted);
        return Planner.plan(desired, host.situation(desired));
    }

    private List<String> steps() {
        return plan().steps().stream().map(PlannerTest::line).toList();
    }

    private static String line(PlannedStep planned) {
        var step = planned.step();
        String after = planned.after().isEmpty()
                ? ""
                : " after "
                        + String.join(
                                ", ",
                                planned.after().stream()
                                        .map(before -> before.action())
                                        .toList());
        return step.action() + " " + step.subject() + " (" + step.reason() + ")" + after;
    }

    @Test
    void aPackageThatIsNotThereIsAddedBuiltAndInstalledAndThenDepmodRuns() {
        want(WantedState.INSTALLED, OLD);
        assertEquals(
                List.of(
                        "add foo=1.0 (not added)",
                        "build foo=1.0@6.1.0-1/x86_64 (not built) after add",
                        "install foo=1.0@6.1.0-1/x86_64 (not installed) after build",
                        "depmod 6.1.0-1/x86_64 (modules changed) after install"),
                steps());
    }

    @Test
    void depmodRunsOnceForEachKernel() {
        want(WantedState.INSTALLED, OLD, NEW);
        want(new PackageId("bar", "1"), WantedState.INSTALLED, OLD);
        List<String> depmod =
                steps().stream().filter(step -> step.startsWith("depmod")).toList();
        assertEquals(
                List.of(
                        "depmod 6.1.0-1/x86_64 (modules changed) after install, install",
                        "depmod 6.12.0-1/x86_64 (modules changed) after install"),
                depmod);
    }

    @Test
    void depmodDoesNotRunWhereModulesGoElsewhere() {
        host.finalizers = Set.of();
        want(WantedState.INSTALLED, OLD);
        assertTrue(steps().stream().noneMatch(step -> step.startsWith("depmod")));
    }

    @Test
    void whatIsAsItShouldBeIsOnlyCounted() {
        found(FOO, Set.of(OLD), Set.of(OLD));
        want(WantedState.INSTALLED, OLD);
        assertEquals(List.of(), steps());
        assertEquals(List.of(FakeRoot.CELL), plan().unchanged());
    }

    @Test
    void onlyTheStepsThatAreNeeded() {
        found(FOO, Set.of(OLD), Set.of());
        want(WantedState.INSTALLED, OLD, NEW);
        assertEquals(
                List.of(
                        "install foo=1.0@6.1.0-1/x86_64 (not installed)",
                        "depmod 6.1.0-1/x86_64 (modules changed) after install",
                        "build foo=1.0@6.12.0-1/x86_64 (not built)",
                        "install foo=1.0@6.12.0-1/x86_64 (not installed) after build",
                        "depmod 6.12.0-1/x86_64 (modules changed) after install"),
                steps().stream()
                        .sorted((a, b) -> Integer.compare(steps().indexOf(a), steps().indexOf(b)))
                        .toList());
    }

    @Test
    void aNewerVersionReplacesTheOlder() {
        var newer = new PackageId("foo", "2.0");
        found(FOO, Set.of(OLD), Set.of(OLD));
        found(newer, Set.of(OLD), Set.of());
        want(newer, WantedState.INSTALLED, OLD);
        assertEquals("install foo=2.0@6.1.0-1/x86_64 (replaces 1.0)", steps().get(0));
    }

    @Test
    void wantedBuiltIsUninstalledAndWantedAddedIsCleanedToo() {
        found(FOO, Set.of(OLD, NEW), Set.of(OLD, NEW));
        want(WantedState.BUILT, OLD).on(WantedState.ADDED, NEW);
        assertEquals(
                List.of(
                        "uninstall foo=1.0@6.1.0-1/x86_64 (wanted built)",
                        "depmod 6.1.0-1/x86_64 (modules changed) after uninstall",
                        "uninstall foo=1.0@6.12.0-1/x86_64 (wanted added)",
                        "clean foo=1.0@6.12.0-1/x86_64 (wanted added) after uninstall",
                        "depmod 6.12.0-1/x86_64 (modules changed) after uninstall"),
                steps());
    }

    @Test
    void aChangedRecipeIsRefreshedAndEverythingAfterItDoneAgain() {
        found(FOO, Set.of(OLD), Set.of(OLD));
        want(FOO, WantedState.INSTALLED, OLD).recipe = "another|extra|rest";
        assertEquals(
                List.of(
                        "refresh foo=1.0 (recipe changed)",
                        "rebuild foo=1.0@6.1.0-1/x86_64 (recipe changed) after refresh",
                        "reinstall foo=1.0@6.1.0-1/x86_64 (built anew) after rebuild",
                        "depmod 6.1.0-1/x86_64 (modules changed) after reinstall"),
                steps());
    }

    @Test
    void aModuleThatIsGoneIsInstalledAgain() {
        found(FOO, Set.of(OLD), Set.of(OLD));
        host.installed.put(
                FakeRoot.CELL,
                new HostModel.Installed(
                        "test", "", List.of("6.1.0-1/extra/foo.ko"), false, "6.1.0-1/extra/foo.ko is gone"));
        want(WantedState.INSTALLED, OLD);
        assertEquals("reinstall foo=1.0@6.1.0-1/x86_64 (6.1.0-1/extra/foo.ko is gone)", steps().get(0));
    }

    @Test
    void depmodThatDidNotRunIsMadeUpFor() {
        host.unfinished.put(NEW, Set.of(Finalizer.DEPMOD));
        assertEquals(List.of("depmod 6.12.0-1/x86_64 (did not run after the last change)"), steps());
    }

    private void assertBlocked(Blocked.Cause cause, String reason) {
        Blocked blocked = plan().blocked().get(0);
        assertEquals(cause, blocked.cause());
        assertTrue(blocked.reason().contains(reason), blocked.reason());
        assertEquals(cause.isFailure(), plan().misses());
    }

    @Test
    void aMissingSourceBlocksJustThatPackage() {
        want(FOO, WantedState.INSTALLED, OLD).sourceExists = false;
        want(new PackageId("bar", "1"), WantedState.BUILT, OLD);
        assertBlocked(Blocked.Cause.MISSING, "no source folder /usr/src/foo-1.0");
        assertEquals(
                List.of("add", "build"),
                plan().steps().stream().map(step -> step.step().action()).toList());
    }

    @Test
    void aMissingSourceDoesNotMatterWhereNothingHasToBeBuilt() {
        found(FOO, Set.of(OLD), Set.of(OLD));
        want(FOO, WantedState.INSTALLED, OLD).sourceExists = false;
        assertEquals(List.of(), plan().blocked());
    }

    @Test
    void aKernelThatWasNamedAndHasNoHeadersIsAFailure() {
        host.kernel(OLD, false);
        want(WantedState.INSTALLED, OLD);
        assertBlocked(Blocked.Cause.MISSING, "no kernel headers in /lib/modules/6.1.0-1/build");
    }

    @Test
    void aKernelThatAPatternMatchedAndHasNoHeadersIsPassedOver() {
        host.kernel(OLD, false);
        want(WantedState.INSTALLED, OLD).needsHeaders = false;
        assertBlocked(Blocked.Cause.SKIPPED, "no kernel headers");
    }

    @Test
    void aKernelThatIsNotThereIsAFailure() {
        want(WantedState.INSTALLED, new Kernel("9.9", "x86_64"));
        assertBlocked(Blocked.Cause.MISSING, "there is no kernel 9.9");
    }

    @Test
    void whatFailedInTheCompilerIsBlockedAndWhatDependsOnItToo() {
        var bar = new PackageId("bar", "1");
        host.failing.put(FakeRoot.CELL, "x.c:1:1: error: y");
        want(WantedState.INSTALLED, OLD);
        want(bar, WantedState.INSTALLED, OLD).dependencies = List.of(FOO);
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
        assertEquals(List.of(), plan().blocked());
    }

    @Test
    void whatFailedIsTriedAgainWhereWhatItDependsOnIsBuiltAnew() {
        var bar = new PackageId("bar", "1");
        host.failing.put(new Cell(bar, OLD), "x.c:1:1: error: y");
        want(WantedState.INSTALLED, OLD);
        want(bar, WantedState.INSTALLED, OLD).dependencies = List.of(FOO);
        assertEquals(List.of(), plan().blocked());
    }

    @Test
    void whatTakesAnothersFileWaitsUntilThatIsGone() {
        var bar = new PackageId("bar", "1");
        found(bar, Set.of(OLD), Set.of(OLD));
        host.installed.put(
                new Cell(bar, OLD), new HostModel.Installed("test", "", List.of("6.1.0-1/extra/foo.ko"), false, ""));
        want(bar, WantedState.BUILT, OLD);
        want(WantedState.INSTALLED, OLD);
        PlannedStep install = plan().steps().stream()
                .filter(planned -> planned.step().action().equals("install"))
                .findFirst()
                .orElseThrow();
        assertEquals(
                List.of("build foo=1.0@6.1.0-1/x86_64", "uninstall bar=1@6.1.0-1/x86_64"),
                install.after().stream()
                        .map(step -> step.action() + " " + step.subject())
                        .toList());
        assertEquals(
                List.of(install.step()),
                plan().steps().stream()
                        .filter(planned -> planned.step().action().equals("depmod"))
                        .flatMap(planned -> planned.after().stream())
                        .toList());
    }

    @Test
    void whatTheHostDisablesIsBlockedAndNoFailure() {
        host.markers.put(FakeRoot.CELL, "");
        want(WantedState.INSTALLED, OLD);
        assertBlocked(Blocked.Cause.DISABLED, "ckms-disable/foo/1.0");
    }

    @Test
    void whatIsInstalledStaysSoWhenItIsDisabledLaterAndThatIsSaid() {
        host.markers.put(FakeRoot.CELL, "");
        found(FOO, Set.of(OLD), Set.of(OLD));
        want(WantedState.INSTALLED, OLD);
        assertBlocked(Blocked.Cause.DISABLED, "ckms-disable/foo/1.0");
        assertEquals(List.of(), plan().steps());
    }

    @Test
    void theInitramfsIsRefreshedOnceAfterDepmodWhereAPackageThatChangedIsNeededThere() {
        wantsInitramfs = true;
        want(WantedState.INSTALLED, OLD);
        assertEquals("refresh-initramfs 6.1.0-1/x86_64 (modules changed) after depmod", steps().get(4));
        assertEquals(5, steps().size());
    }

    @Test
    void theInitramfsIsRefreshedToGetRidOfAModuleToo() {
        wantsInitramfs = true;
        found(FOO, Set.of(OLD), Set.of(OLD));
        want(WantedState.BUILT, OLD);
        assertEquals("refresh-initramfs 6.1.0-1/x86_64 (modules changed) after depmod", steps().get(2));
    }

    private Plan pruning(PackageId... listed) {
        for (PackageId pkg : listed) {
            want(pkg, WantedState.INSTALLED, OLD).prunes = true;
        }
        Desired desired = Wants.all(Set.of("test"), Scope.ALL, wanted);
        return Planner.plan(desired, host.situation(desired));
    }

    @Test
    void pruneAsksBeforeItRemovesFromTheRunningKernel() {
        var bar = new PackageId("bar", "1");
        var baz = new PackageId("baz", "1");
        for (PackageId pkg : List.of(FOO, bar, baz)) {
            found(pkg, Set.of(OLD), Set.of(OLD));
        }
        host.running = OLD.release();
        Blocked blocked = pruning(bar, baz).blocked().get(0);
        assertEquals(Blocked.Cause.GUARDED, blocked.cause());
        assertEquals(
                "no longer in the manifest, but it is on the running kernel; --prune-running removes it",
                blocked.reason());
        host.unguarded = Set.of(Guard.RUNNING);
        wanted.clear();
        assertEquals(
                "uninstall foo=1.0@6.1.0-1/x86_64 (no longer in the manifest)",
                line(pruning(bar, baz).steps().get(0)));
    }

    @Test
    void anUpgradeOnTheRunningKernelIsNoRemoval() {
        found(FOO, Set.of(OLD), Set.of(OLD));
        host.running = OLD.release();
        Plan plan = pruning(new PackageId("foo", "2.0"));
        assertEquals(List.of(), plan.blocked());
        assertEquals(
                List.of("add", "build", "install", "clean", "depmod", "remove"),
                plan.steps().stream().map(step -> step.step().action()).toList());
    }

    @Test
    void anInitramfsThatWasNotRefreshedIsMadeUpFor() {
        host.unfinished.put(NEW, Set.of(Finalizer.INITRAMFS));
        assertEquals(List.of("refresh-initramfs 6.12.0-1/x86_64 (did not run after the last change)"), steps());
    }

    @Test
    void withoutAHookForTheInitramfsOnlyDepmodRuns() {
        wantsInitramfs = true;
        host.finalizers = Set.of(Finalizer.DEPMOD);
        want(WantedState.INSTALLED, OLD);
        assertEquals(4, steps().size());
    }

    @Test
    void aBuildOfWhichAnInputChangedIsMadeAnewAndInstalledAnew() {
        found(FOO, Set.of(OLD), Set.of(OLD));
        host.contents.put("headers of " + OLD, 1);
        want(WantedState.INSTALLED, OLD);
        assertEquals(
                List.of(
                        "rebuild foo=1.0@6.1.0-1/x86_64 (kernel headers changed)",
                        "reinstall foo=1.0@6.1.0-1/x86_64 (built anew) after rebuild",
                        "depmod 6.1.0-1/x86_64 (modules changed) after reinstall"),
                steps());
    }
}
