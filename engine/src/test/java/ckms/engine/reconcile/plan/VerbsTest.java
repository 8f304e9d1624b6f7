package ckms.engine.reconcile.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ckms.engine.fixture.FakeRoot;
import ckms.engine.fixture.ObservedBuilder;
import ckms.engine.installside.Intent;
import ckms.engine.installside.Unsettled;
import ckms.engine.kernel.KernelTree;
import ckms.model.Cell;
import ckms.model.Kernel;
import ckms.model.Owner;
import ckms.model.PackageId;
import ckms.model.SourceText;
import ckms.model.plan.Finalizer;
import ckms.model.recipe.RecipeFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What each of the original's commands comes to: steps, nothing, or a refusal that says what to do. */
class VerbsTest {
    private static final PackageId FOO = FakeRoot.FOO;
    private static final Kernel KERNEL = FakeRoot.KERNEL;
    private static final KernelTree TREE = ObservedBuilder.tree(KERNEL, true, true);

    private ObservedBuilder observed = host();

    private static ObservedBuilder host() {
        return new ObservedBuilder(KERNEL).kernel(KERNEL, true);
    }

    private Verbs verbs() {
        return new Verbs(observed.observed(), Set.of(Finalizer.DEPMOD, Finalizer.INITRAMFS));
    }

    private void found(String version, boolean source, Set<Kernel> built, Set<Kernel> installed) {
        observed.pkg(new PackageId("foo", version), source, built, installed);
    }

    private void added() {
        found("1.0", true, Set.of(), Set.of());
    }

    private void built() {
        found("1.0", true, Set.of(KERNEL), Set.of());
    }

    private void installed() {
        found("1.0", true, Set.of(KERNEL), Set.of(KERNEL));
    }

    private static String said(Decision decision) {
        if (decision instanceof Decision.Refused refused) {
            return "refused: " + refused.diagnostics().get(0).sentence();
        }
        if (decision instanceof Decision.Already already) {
            return "already: " + already.sentence();
        }
        return ((Decision.Do) decision)
                .plan().steps().stream()
                        .map(planned -> planned.step().action().toString())
                        .collect(Collectors.joining(", "));
    }

    @Test
    void addIsForWhatIsNotAdded() {
        RecipeFile recipe = RecipeFile.read(SourceText.of("ckms.ini", "[general]\nname=foo\nversion=1.0\n"))
                .orElseThrow();
        assertEquals("add", said(verbs().add(Path.of("/usr/src/foo"), recipe, TREE)));
        added();
        assertEquals(
                "refused: foo=1.0 is already added; to take its recipe or source anew, run 'ckms remove foo=1.0' first",
                said(verbs().add(Path.of("/usr/src/foo"), recipe, TREE)));
    }

    @Test
    void buildIsForWhatIsAddedHasItsSourceAndIsNotBuilt() {
        assertEquals(
                "refused: foo=1.0 is not added; run 'ckms add PATH' first", said(verbs().build(FOO, TREE, List::of)));
        added();
        assertEquals("build", said(verbs().build(FOO, TREE, List::of)));
        observed = host();
        built();
        assertEquals("already: foo=1.0@6.1.0-1/x86_64 is already built", said(verbs().build(FOO, TREE, List::of)));
        observed = host();
        found("1.0", false, Set.of(), Set.of());
        assertEquals(
                "refused: the source of foo=1.0 is missing: /usr/src/foo", said(verbs().build(FOO, TREE, List::of)));
    }

    @Test
    void aMarkerOfTheHostsBlocksBuildAndInstallAndNothingElse() {
        installed();
        observed.marker(FakeRoot.CELL, Owner.NONE);
        String refused = "refused: foo=1.0@6.1.0-1/x86_64 is disabled by the host (ckms-disable/foo/1.0 in the kernel's"
                + " folder of modules)";
        assertEquals(refused, said(verbs().build(FOO, TREE, List::of)));
        assertEquals(refused, said(verbs().install(FOO, TREE)));
        assertEquals("uninstall, depmod", said(verbs().uninstall(FOO, TREE, true, false)));
        observed = host().marker(FakeRoot.CELL, Owner.NONE);
        built();
        assertEquals("clean", said(verbs().clean(FOO, TREE, false)));
        observed = host().marker(FakeRoot.CELL, Owner.NONE);
        added();
        assertEquals("remove", said(verbs().remove(FOO, TREE, Set.of())));
    }

    @Test
    void installIsForWhatIsBuiltAndThenDepmodRuns() {
        added();
        assertEquals(
                "refused: foo=1.0@6.1.0-1/x86_64 is not built; run 'ckms -k 6.1.0-1 build foo=1.0' first",
                said(verbs().install(FOO, TREE)));
        observed = host();
        built();
        assertEquals("install, depmod", said(verbs().install(FOO, TREE)));
        observed.initramfs(FakeRoot.CELL);
        assertEquals("install, depmod, refresh-initramfs", said(verbs().install(FOO, TREE)));
        observed = host();
        installed();
        assertEquals("already: foo=1.0@6.1.0-1/x86_64 is already installed", said(verbs().install(FOO, TREE)));
    }

    @Test
    void installOfWhatIsInstalledMakesUpForADepmodThatFailed() {
        installed();
        observed.unfinished(KERNEL, Set.of(Finalizer.DEPMOD));
        assertEquals("depmod", said(verbs().install(FOO, TREE)));
    }

    @Test
    void aNewerVersionIsInstalledInPlaceOfTheOlder() {
        installed();
        found("2.0", true, Set.of(KERNEL), Set.of());
        assertEquals("install, depmod", said(verbs().install(new PackageId("foo", "2.0"), TREE)));
    }

    @Test
    void cleanIsRefusedWhileInstalledWithTheCommandToRun() {
        installed();
        assertEquals(
                "refused: foo=1.0@6.1.0-1/x86_64 is installed; run 'ckms -k 6.1.0-1 uninstall foo=1.0' first",
                said(verbs().clean(FOO, TREE, false)));
    }

    @Test
    void cleanIsForWhatIsBuiltOrFailedToBe() {
        added();
        assertEquals("refused: foo=1.0@6.1.0-1/x86_64 is not built", said(verbs().clean(FOO, TREE, false)));
        assertEquals("clean", said(verbs().clean(FOO, TREE, true)));
    }

    @Test
    void removeIsForWhatIsBuiltForNoKernel() {
        assertEquals("refused: foo=1.0 is not added", said(verbs().remove(FOO, TREE, Set.of())));
        built();
        assertEquals(
                "refused: foo=1.0 is built for 6.1.0-1/x86_64; run 'ckms -k 6.1.0-1 clean foo=1.0' first",
                said(verbs().remove(FOO, TREE, Set.of())));
        observed = host();
        added();
        assertEquals(
                "refused: foo=1.0 is installed on 6.1.0-1/x86_64; run 'ckms -k 6.1.0-1 uninstall foo=1.0' and"
                        + " 'ckms -k 6.1.0-1 clean foo=1.0' first",
                said(verbs().remove(FOO, TREE, Set.of(KERNEL))));
    }

    @Test
    void uninstallNeedsNoSource() {
        found("1.0", false, Set.of(KERNEL), Set.of(KERNEL));
        assertEquals("uninstall, depmod", said(verbs().uninstall(FOO, TREE, true, false)));
    }

    @Test
    void uninstallOfWhatIsNotInstalledIsDoneAlreadyButNotOfWhatNobodyKnows() {
        assertEquals(
                "refused: foo=1.0 is not added, so it is not installed",
                said(verbs().uninstall(FOO, TREE, false, false)));
        assertEquals("refused: foo is not added, so it is not installed", said(verbs().notInstalled("foo", TREE)));
        built();
        assertEquals(
                "already: foo=1.0@6.1.0-1/x86_64 is not installed", said(verbs().uninstall(FOO, TREE, false, false)));
        assertEquals("already: foo is not installed on 6.1.0-1/x86_64", said(verbs().notInstalled("foo", TREE)));
    }

    @Test
    void whereTheKernelIsGoneNothingIsFinalized() {
        installed();
        KernelTree gone = ObservedBuilder.tree(KERNEL, false, false);
        assertEquals("uninstall", said(verbs().uninstall(FOO, gone, true, false)));
    }

    @Test
    void uninstallOfWhatIsNotInstalledMakesUpForADepmodThatFailed() {
        built();
        observed.unfinished(KERNEL, Set.of(Finalizer.DEPMOD));
        assertEquals("depmod", said(verbs().uninstall(FOO, TREE, false, false)));
        assertEquals("depmod", said(verbs().notInstalled("foo", TREE)));
    }

    @Test
    void whatCannotBeFinishedIsInTheWayOfAllButABuildAndGivenUpByForce() {
        built();
        var cell = new Cell(FOO, KERNEL);
        observed.unsettled(new Unsettled(
                new Intent("t", cell, true, Path.of("/lib/modules"), List.of(), List.of()), "somebody holds it"));
        String refusal =
                "refused: foo=1.0@6.1.0-1/x86_64: its installation below /lib/modules was interrupted and can't"
                        + " be finished or undone: somebody holds it; mend that, and the next command that changes anything"
                        + " settles it, or give it up with 'ckms -k 6.1.0-1 uninstall --force foo=1.0'";
        assertEquals(refusal, said(verbs().install(FOO, TREE)));
        assertEquals(refusal, said(verbs().uninstall(FOO, TREE, true, false)));
        assertEquals(refusal, said(verbs().clean(FOO, TREE, false)));
        assertEquals(refusal, said(verbs().remove(FOO, TREE, Set.of())));
        assertEquals("uninstall, depmod", said(verbs().uninstall(FOO, TREE, false, true)));
    }
}
