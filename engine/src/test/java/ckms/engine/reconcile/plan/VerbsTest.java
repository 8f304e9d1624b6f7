package ckms.engine.reconcile.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ckms.engine.fixture.FakeRoot;
import ckms.engine.kernel.KernelTree;
import ckms.engine.reconcile.observe.Observed;
import ckms.engine.store.ObservedPackage;
import ckms.model.Cell;
import ckms.model.Kernel;
import ckms.model.PackageId;
import ckms.model.SourceText;
import ckms.model.plan.Finalizer;
import ckms.model.recipe.RecipeFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What each of the original's commands comes to: steps, nothing, or a refusal that says what to do. */
class VerbsTest {
    private static final PackageId FOO = FakeRoot.FOO;
    private static final Kernel KERNEL = FakeRoot.KERNEL;
    private static final Path FOLDER = Path.of("/lib/modules/6.1.0-1");
    private static final KernelTree TREE = new KernelTree(KERNEL, FOLDER, true, Optional.of(FOLDER.resolve("build")));

    private final List<ObservedPackage> packages = new ArrayList<>();
    private final Set<Cell> disabled = new HashSet<>();
    private final Set<Cell> initramfs = new HashSet<>();
    private final Map<Kernel, Set<Finalizer>> unfinished = new HashMap<>();

    private Verbs verbs() {
        Map<PackageId, ObservedPackage> byId = new LinkedHashMap<>();
        packages.forEach(pkg -> byId.put(pkg.id(), pkg));
        Map<Cell, String> markers = new HashMap<>();
        disabled.forEach(cell -> markers.put(cell, ""));
        var observed = new Observed(
                "x86_64",
                "6.1.0-1",
                Map.of(KERNEL, TREE),
                byId,
                Map.of(),
                markers,
                Map.of(),
                Map.of(),
                Set.of(),
                Map.of(),
                Map.of(),
                initramfs,
                unfinished);
        return new Verbs(observed, Set.of(Finalizer.DEPMOD, Finalizer.INITRAMFS));
    }

    private void found(String version, boolean source, Set<Kernel> built, Set<Kernel> installed) {
        packages.add(new ObservedPackage(
                new PackageId("foo", version),
                Optional.of(Path.of("/usr/src/foo")),
                source,
                Optional.of("recipe"),
                new TreeSet<>(built),
                new TreeSet<>(installed)));
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

    private static String said(Verdict verdict) {
        if (verdict instanceof Verdict.Refused refused) {
            return "refused: " + refused.sentence();
        }
        if (verdict instanceof Verdict.Already already) {
            return "already: " + already.sentence();
        }
        return ((Verdict.Do) verdict)
                .plan().steps().stream().map(planned -> planned.step().action()).collect(Collectors.joining(", "));
    }

    @Test
    void addIsForWhatIsNotAdded() {
        RecipeFile recipe = RecipeFile.read(SourceText.of("ckms.ini", "[general]\nname=foo\nversion=1.0\n"))
                .orElseThrow();
        assertEquals("add", said(verbs().add(Path.of("/usr/src/foo"), recipe)));
        added();
        assertEquals(
                "refused: foo=1.0 is already added; to take its recipe or source anew, run 'ckms remove foo=1.0' first",
                said(verbs().add(Path.of("/usr/src/foo"), recipe)));
    }

    @Test
    void buildIsForWhatIsAddedHasItsSourceAndIsNotBuilt() {
        assertEquals("refused: foo=1.0 is not added; run 'ckms add PATH' first", said(verbs().build(FOO, TREE)));
        added();
        assertEquals("build", said(verbs().build(FOO, TREE)));
        packages.clear();
        built();
        assertEquals("already: foo=1.0@6.1.0-1/x86_64 is already built", said(verbs().build(FOO, TREE)));
        packages.clear();
        found("1.0", false, Set.of(), Set.of());
        assertEquals("refused: the source of foo=1.0 is missing: /usr/src/foo", said(verbs().build(FOO, TREE)));
    }

    @Test
    void aMarkerOfTheHostsBlocksBuildAndInstallAndNothingElse() {
        disabled.add(FakeRoot.CELL);
        installed();
        String refused = "refused: foo=1.0@6.1.0-1/x86_64 is disabled by the host (ckms-disable/foo/1.0 in the kernel's"
                + " folder of modules)";
        assertEquals(refused, said(verbs().build(FOO, TREE)));
        assertEquals(refused, said(verbs().install(FOO, TREE)));
        assertEquals("uninstall, depmod", said(verbs().uninstall(FOO, TREE, true)));
        packages.clear();
        built();
        assertEquals("clean", said(verbs().clean(FOO, TREE, false)));
        packages.clear();
        added();
        assertEquals("remove", said(verbs().remove(FOO, Set.of())));
    }

    @Test
    void installIsForWhatIsBuiltAndThenDepmodRuns() {
        added();
        assertEquals(
                "refused: foo=1.0@6.1.0-1/x86_64 is not built; run 'ckms -k 6.1.0-1 build foo=1.0' first",
                said(verbs().install(FOO, TREE)));
        packages.clear();
        built();
        assertEquals("install, depmod", said(verbs().install(FOO, TREE)));
        initramfs.add(FakeRoot.CELL);
        assertEquals("install, depmod, refresh-initramfs", said(verbs().install(FOO, TREE)));
        packages.clear();
        installed();
        assertEquals("already: foo=1.0@6.1.0-1/x86_64 is already installed", said(verbs().install(FOO, TREE)));
    }

    @Test
    void installOfWhatIsInstalledMakesUpForADepmodThatFailed() {
        installed();
        unfinished.put(KERNEL, Set.of(Finalizer.DEPMOD));
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
        assertEquals("refused: foo=1.0 is not added", said(verbs().remove(FOO, Set.of())));
        built();
        assertEquals(
                "refused: foo=1.0 is built for 6.1.0-1/x86_64; run 'ckms -k 6.1.0-1 clean foo=1.0' first",
                said(verbs().remove(FOO, Set.of())));
        packages.clear();
        added();
        assertEquals(
                "refused: foo=1.0 is installed on 6.1.0-1/x86_64; run 'ckms -k 6.1.0-1 uninstall foo=1.0' and"
                        + " 'ckms -k 6.1.0-1 clean foo=1.0' first",
                said(verbs().remove(FOO, Set.of(KERNEL))));
    }

    @Test
    void uninstallNeedsNoSource() {
        found("1.0", false, Set.of(KERNEL), Set.of(KERNEL));
        assertEquals("uninstall, depmod", said(verbs().uninstall(FOO, TREE, true)));
    }

    @Test
    void uninstallOfWhatIsNotInstalledIsDoneAlreadyButNotOfWhatNobodyKnows() {
        assertEquals(
                "refused: foo=1.0 is not added, so it is not installed", said(verbs().uninstall(FOO, TREE, false)));
        assertEquals("refused: foo is not added, so it is not installed", said(verbs().notInstalled("foo", TREE)));
        built();
        assertEquals("already: foo=1.0@6.1.0-1/x86_64 is not installed", said(verbs().uninstall(FOO, TREE, false)));
        assertEquals("already: foo is not installed on 6.1.0-1/x86_64", said(verbs().notInstalled("foo", TREE)));
    }

    @Test
    void whereTheKernelIsGoneNothingIsFinalized() {
        installed();
        var gone = new KernelTree(KERNEL, FOLDER, false, Optional.empty());
        assertEquals("uninstall", said(verbs().uninstall(FOO, gone, true)));
    }

    @Test
    void uninstallOfWhatIsNotInstalledMakesUpForADepmodThatFailed() {
        built();
        unfinished.put(KERNEL, Set.of(Finalizer.DEPMOD));
        assertEquals("depmod", said(verbs().uninstall(FOO, TREE, false)));
        assertEquals("depmod", said(verbs().notInstalled("foo", TREE)));
    }
}
