package ckms.model.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ckms.model.Cell;
import ckms.model.Kernel;
import ckms.model.Owner;
import ckms.model.PackageId;
import ckms.model.plan.Action.Phase;
import ckms.model.recipe.RecipeText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * All kinds of steps, and what each of them means. A new kind fails here, and in the compiler wherever a switch has to
 * know it.
 */
class StepTest {
    private static final Cell CELL = Cell.parse("foo=1.0@6.1.0-1/x86_64").orElseThrow();
    private static final PackageId FOO = CELL.pkg();
    private static final Kernel KERNEL = CELL.kernel();
    private static final PackageId OLDER = new PackageId("foo", "0.9");

    /** One of each kind, twice where it does two things. */
    private static final List<Step> ALL = List.of(
            add(false),
            add(true),
            new Step.Adopt(FOO, List.of(KERNEL), new Owner("ws"), false, ""),
            new Step.Disable(CELL, new Owner("ws"), ""),
            new Step.Uninstall(CELL, false, ""),
            new Step.Clean(CELL, ""),
            new Step.Enable(CELL, new Owner("ws"), ""),
            new Step.Build(CELL, false, List.of(), false, Owner.NONE, ""),
            new Step.Build(CELL, true, List.of(), false, Owner.NONE, ""),
            new Step.Install(CELL, Optional.of(OLDER), Owner.NONE, ""),
            new Step.Install(CELL, Optional.of(FOO), Owner.NONE, ""),
            new Step.Depmod(KERNEL, ""),
            new Step.RefreshInitramfs(KERNEL, List.of(FOO), ""),
            new Step.Remove(FOO, KERNEL, ""),
            new Step.Collect(Set.of("6.1.0-1"), ""));

    private static Step add(boolean refresh) {
        return new Step.Add(FOO, Path.of("/usr/src/foo"), new RecipeText(""), refresh, KERNEL, Owner.NONE, false, "");
    }

    @Test
    void eachActionIsDoneByOneKindOfStepAndEachKindIsHere() {
        assertEquals(
                Arrays.asList(Action.values()), ALL.stream().map(Step::action).toList());
        Set<Class<?>> kinds = new HashSet<>();
        collect(Step.class, kinds);
        Set<Class<?>> here = new HashSet<>();
        ALL.forEach(step -> here.add(step.getClass()));
        assertEquals(kinds, here);
    }

    private static void collect(Class<?> type, Set<Class<?>> kinds) {
        for (Class<?> permitted : type.getPermittedSubclasses()) {
            if (permitted.isSealed()) {
                collect(permitted, kinds);
            } else {
                kinds.add(permitted);
            }
        }
    }

    @Test
    void thePhasesFollowEachOtherAsTheActionsDo() {
        List<Phase> phases = new ArrayList<>();
        for (Action action : Action.values()) {
            phases.add(action.phase());
        }
        assertEquals(phases.stream().sorted().toList(), phases);
        assertEquals(EnumSet.allOf(Phase.class), EnumSet.copyOf(phases));
    }

    @Test
    void aStepIsDoneToWhatItsPhaseIsAbout() {
        Map<Phase, Set<Class<?>>> subjects = new TreeMap<>();
        ALL.forEach(step -> subjects.computeIfAbsent(step.action().phase(), phase -> new HashSet<>())
                .add(step.subject().getClass()));
        assertEquals(
                Map.of(
                        Phase.REGISTERING, Set.of(Subject.OfPackage.class),
                        Phase.GOING, Set.of(Subject.OfCell.class),
                        Phase.COMING, Set.of(Subject.OfCell.class),
                        Phase.FINISHING, Set.of(Subject.OfKernel.class),
                        Phase.UNREGISTERING, Set.of(Subject.OfPackage.class),
                        Phase.COLLECTING, Set.of(Subject.LeftOvers.class)),
                subjects);
    }

    @Test
    void whatInstallsAndUninstallsChangesAKernelsModulesAndNothingElseDoes() {
        assertEquals(
                List.of(Action.UNINSTALL, Action.INSTALL, Action.REINSTALL),
                Arrays.stream(Action.values()).filter(Action::changesModules).toList());
    }

    @Test
    void anIdReadsAsItIsWritten() {
        ALL.forEach(step ->
                assertEquals(Optional.of(step.id()), StepId.parse(step.id().toString())));
        assertEquals(ALL.size(), ALL.stream().map(Step::id).distinct().count());
        assertEquals(
                "refresh-initramfs 6.1.0-1/x86_64",
                new Step.RefreshInitramfs(KERNEL, List.of(), "").id().toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "build", "build ", "raze foo=1.0", "build foo", " build foo=1.0", "build foo=1.0 "})
    void aTextOfAnotherFormIsNoId(String text) {
        assertTrue(StepId.parse(text).isEmpty());
    }

    @ParameterizedTest
    @EnumSource
    void anActionIsAWordInSmallLetters(Action action) {
        assertTrue(action.toString().matches("[a-z]+(-[a-z]+)*"), action.toString());
        assertEquals(Optional.of(action), Action.parse(action.toString()));
    }

    @Test
    void whatIsInstalledAgainReplacesNoOtherVersion() {
        assertEquals(Optional.of(OLDER), new Step.Install(CELL, Optional.of(OLDER), Owner.NONE, "").other());
        assertEquals(Optional.empty(), new Step.Install(CELL, Optional.of(FOO), Owner.NONE, "").other());
    }
}
