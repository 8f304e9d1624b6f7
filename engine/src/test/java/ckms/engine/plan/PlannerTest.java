package ckms.engine.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ckms.engine.fixture.FakeRoot;
import ckms.engine.install.Finalizer;
import ckms.engine.kernel.KernelTree;
import ckms.engine.observe.Observed;
import ckms.engine.state.ObservedPackage;
import ckms.model.Cell;
import ckms.model.CellState;
import ckms.model.Kernel;
import ckms.model.Located;
import ckms.model.PackageId;
import ckms.model.Place;
import ckms.model.plan.Blocked;
import ckms.model.plan.Plan;
import ckms.model.plan.PlannedStep;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** From what is to what is wanted. */
class PlannerTest {
    private static final PackageId FOO = FakeRoot.FOO;
    private static final Kernel OLD = FakeRoot.KERNEL;
    private static final Kernel NEW = FakeRoot.OTHER_KERNEL;
    private static final Path SOURCE = Path.of("/usr/src/foo-1.0");
    private static final Place PLACE = new Place("m.yaml", 1, 1, "");

    private final List<ObservedPackage> packages = new ArrayList<>();
    private final List<KernelTree> kernels = new ArrayList<>();
    private final Set<Cell> disabled = new HashSet<>();
    private final Map<Cell, String> missing = new HashMap<>();
    private final Set<Cell> initramfs = new HashSet<>();
    private final Map<Kernel, Set<Finalizer>> unfinished = new HashMap<>();
    private final List<DesiredPackage> wanted = new ArrayList<>();
    private final Map<Cell, String> changes = new HashMap<>();
    private boolean wantsInitramfs;
    private Set<Finalizer> finalizers = Set.of(Finalizer.DEPMOD, Finalizer.INITRAMFS);

    PlannerTest() {
        kernel(OLD, true);
        kernel(NEW, true);
    }

    private void kernel(Kernel kernel, boolean headers) {
        kernels.removeIf(tree -> tree.kernel().equals(kernel));
        Path folder = Path.of("/lib/modules", kernel.release());
        Optional<Path> build = headers ? Optional.of(folder.resolve("build")) : Optional.empty();
        kernels.add(new KernelTree(kernel, folder, true, build));
    }

    private void found(PackageId pkg, Set<Kernel> built, Set<Kernel> installed) {
        packages.add(new ObservedPackage(
                pkg, Optional.of(SOURCE), true, Optional.of("recipe"), new TreeSet<>(built), new TreeSet<>(installed)));
    }

    private void want(CellState state, Kernel... on) {
        want(FOO, state, true, "recipe", on);
    }

    private void want(PackageId pkg, CellState state, boolean sourceExists, String recipe, Kernel... on) {
        wanted.add(new DesiredPackage(
                pkg,
                new Located<>(SOURCE, PLACE),
                sourceExists,
                Optional.of(recipe),
                Arrays.stream(on)
                        .map(kernel -> new DesiredCell(new Cell(pkg, kernel), state, true, wantsInitramfs))
                        .toList(),
                PLACE));
    }

    private Plan plan() {
        var observed = new Observed("x86_64", kernels, packages, disabled, missing, initramfs, unfinished);
        return Planner.plan(new Desired("test", wanted), observed, changes, finalizers);
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
        want(CellState.INSTALLED, OLD);
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
        want(CellState.INSTALLED, OLD, NEW);
        want(new PackageId("bar", "1"), CellState.INSTALLED, true, "recipe", OLD);
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
        finalizers = Set.of();
        want(CellState.INSTALLED, OLD);
        assertTrue(steps().stream().noneMatch(step -> step.startsWith("depmod")));
    }

    @Test
    void whatIsAsItShouldBeIsOnlyCounted() {
        found(FOO, Set.of(OLD), Set.of(OLD));
        want(CellState.INSTALLED, OLD);
        assertEquals(List.of(), steps());
        assertEquals(List.of(FakeRoot.CELL), plan().unchanged());
    }

    @Test
    void onlyTheStepsThatAreNeeded() {
        found(FOO, Set.of(OLD), Set.of());
        want(CellState.INSTALLED, OLD, NEW);
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
        want(newer, CellState.INSTALLED, true, "recipe", OLD);
        assertEquals("install foo=2.0@6.1.0-1/x86_64 (replaces 1.0)", steps().get(0));
    }

    @Test
    void wantedBuiltIsUninstalledAndWantedAddedIsCleanedToo() {
        found(FOO, Set.of(OLD, NEW), Set.of(OLD, NEW));
        want(CellState.BUILT, OLD);
        want(CellState.ADDED, NEW);
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
        want(FOO, CellState.INSTALLED, true, "another recipe", OLD);
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
        missing.put(FakeRoot.CELL, "6.1.0-1/extra/foo.ko");
        want(CellState.INSTALLED, OLD);
        assertEquals("reinstall foo=1.0@6.1.0-1/x86_64 (6.1.0-1/extra/foo.ko is gone)", steps().get(0));
    }

    @Test
    void depmodThatDidNotRunIsMadeUpFor() {
        unfinished.put(NEW, Set.of(Finalizer.DEPMOD));
        assertEquals(List.of("depmod 6.12.0-1/x86_64 (did not run after the last change)"), steps());
    }

    private void assertBlocked(Blocked.Cause cause, String reason) {
        Blocked blocked = plan().blocked().get(0);
        assertEquals(cause, blocked.cause());
        assertTrue(blocked.reason().contains(reason), blocked.reason());
        assertEquals(cause == Blocked.Cause.MISSING, plan().misses());
    }

    @Test
    void aMissingSourceBlocksJustThatPackage() {
        want(FOO, CellState.INSTALLED, false, "recipe", OLD);
        want(new PackageId("bar", "1"), CellState.BUILT, true, "recipe", OLD);
        assertBlocked(Blocked.Cause.MISSING, "no source folder /usr/src/foo-1.0");
        assertEquals(
                List.of("add", "build"),
                plan().steps().stream().map(step -> step.step().action()).toList());
    }

    @Test
    void aMissingSourceDoesNotMatterWhereNothingHasToBeBuilt() {
        found(FOO, Set.of(OLD), Set.of(OLD));
        want(FOO, CellState.INSTALLED, false, "recipe", OLD);
        assertEquals(List.of(), plan().blocked());
    }

    @Test
    void aKernelThatWasNamedAndHasNoHeadersIsAFailure() {
        kernel(OLD, false);
        want(CellState.INSTALLED, OLD);
        assertBlocked(Blocked.Cause.MISSING, "no kernel headers in /lib/modules/6.1.0-1/build");
    }

    @Test
    void aKernelThatAPatternMatchedAndHasNoHeadersIsPassedOver() {
        kernel(OLD, false);
        wanted.add(new DesiredPackage(
                FOO,
                new Located<>(SOURCE, PLACE),
                true,
                Optional.of("recipe"),
                List.of(new DesiredCell(FakeRoot.CELL, CellState.INSTALLED, false, false)),
                PLACE));
        assertBlocked(Blocked.Cause.SKIPPED, "no kernel headers");
    }

    @Test
    void aKernelThatIsNotThereIsAFailure() {
        want(CellState.INSTALLED, new Kernel("9.9", "x86_64"));
        assertBlocked(Blocked.Cause.MISSING, "there is no kernel 9.9");
    }

    @Test
    void whatTheHostDisablesIsBlockedAndNoFailure() {
        disabled.add(FakeRoot.CELL);
        want(CellState.INSTALLED, OLD);
        assertBlocked(Blocked.Cause.DISABLED, "ckms-disable/foo/1.0");
    }

    @Test
    void whatIsInstalledStaysSoWhenItIsDisabledLater() {
        disabled.add(FakeRoot.CELL);
        found(FOO, Set.of(OLD), Set.of(OLD));
        want(CellState.INSTALLED, OLD);
        assertEquals(List.of(), plan().blocked());
    }

    @Test
    void theInitramfsIsRefreshedOnceAfterDepmodWhereAPackageThatChangedIsNeededThere() {
        wantsInitramfs = true;
        want(CellState.INSTALLED, OLD);
        assertEquals("refresh-initramfs 6.1.0-1/x86_64 (modules changed) after depmod", steps().get(4));
        assertEquals(5, steps().size());
    }

    @Test
    void theInitramfsIsRefreshedToGetRidOfAModuleToo() {
        found(FOO, Set.of(OLD), Set.of(OLD));
        initramfs.add(new Cell(FOO, OLD));
        want(CellState.BUILT, OLD);
        assertEquals("refresh-initramfs 6.1.0-1/x86_64 (modules changed) after depmod", steps().get(2));
    }

    @Test
    void anInitramfsThatWasNotRefreshedIsMadeUpFor() {
        unfinished.put(NEW, Set.of(Finalizer.INITRAMFS));
        assertEquals(List.of("refresh-initramfs 6.12.0-1/x86_64 (did not run after the last change)"), steps());
    }

    @Test
    void withoutAHookForTheInitramfsOnlyDepmodRuns() {
        wantsInitramfs = true;
        finalizers = Set.of(Finalizer.DEPMOD);
        want(CellState.INSTALLED, OLD);
        assertEquals(4, steps().size());
    }

    @Test
    void aBuildOfWhichAnInputChangedIsMadeAnewAndInstalledAnew() {
        found(FOO, Set.of(OLD), Set.of(OLD));
        changes.put(new Cell(FOO, OLD), "compiler changed");
        want(CellState.INSTALLED, OLD);
        assertEquals(
                List.of(
                        "rebuild foo=1.0@6.1.0-1/x86_64 (compiler changed)",
                        "reinstall foo=1.0@6.1.0-1/x86_64 (built anew) after rebuild",
                        "depmod 6.1.0-1/x86_64 (modules changed) after reinstall"),
                steps());
    }
}
