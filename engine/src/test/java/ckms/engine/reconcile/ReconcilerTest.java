package ckms.engine.reconcile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ckms.engine.fixture.FakeRoot;
import ckms.engine.fixture.SettingsBuilder;
import ckms.engine.fixture.Silent;
import ckms.engine.reconcile.desired.Scope;
import ckms.engine.reconcile.plan.Guard;
import ckms.engine.settings.Settings;
import ckms.model.Parsed;
import ckms.model.plan.Plan;
import ckms.model.run.RunReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole straight line, from a manifest to installed modules, on a made-up root. */
class ReconcilerTest {
    @TempDir
    Path folder;

    private FakeRoot root;
    private Path source;

    @BeforeEach
    void twoKernelsAndASource() throws IOException {
        root = new FakeRoot(folder);
        root.addKernel(FakeRoot.KERNEL);
        root.addKernel(FakeRoot.OTHER_KERNEL);
        source = root.addSource(FakeRoot.FOO, FakeRoot.COPIES, FakeRoot.KERNEL, FakeRoot.OTHER_KERNEL);
    }

    private Path manifest(String state) throws IOException {
        String text =
                "schema: 1\npackages:\n  - {name: foo, version: '1.0', source: %s, kernels: installed, state: %s}\n"
                        .formatted(source, state);
        return Files.writeString(root.root.resolve("m.yaml"), text);
    }

    private Planning planning(String state) throws IOException, InterruptedException {
        Parsed<Planning> planned = root.reconciler(settings()).plan(List.of(manifest(state)), Scope.ALL, unguarded);
        assertEquals(List.of(), planned.diagnostics());
        return planned.orElseThrow();
    }

    private Plan plan(String state) throws IOException, InterruptedException {
        return planning(state).plan();
    }

    private RunReport apply(String state) throws IOException, InterruptedException {
        try (Session session = root.session(settings())) {
            return session.apply(planning(state), false, new Silent());
        }
    }

    private Set<Guard> unguarded = Set.of();

    private String config = "";

    private Settings settings() {
        return new SettingsBuilder(root).config(config).settings();
    }

    private List<String> reasons() throws IOException, InterruptedException {
        return plan("installed").steps().stream()
                .map(planned -> planned.step().reason())
                .distinct()
                .toList();
    }

    private List<String> modules() throws IOException {
        return FakeRoot.files(root.modules()).stream()
                .filter(file -> file.endsWith(".ko"))
                .toList();
    }

    @Test
    void applyReachesWhatIsWantedAndThenThereIsNothingToDo() throws IOException, InterruptedException {
        RunReport report = apply("installed");
        assertTrue(report.succeeded(), report.toString());
        assertEquals(List.of("6.1.0-1/extra/foo.ko", "6.12.0-1/extra/foo.ko"), modules());
        assertTrue(plan("installed").isEmpty());
    }

    @Test
    void eachStateLeadsToEachOther() throws IOException, InterruptedException {
        for (String state : List.of("built", "installed", "added", "installed", "built", "added", "built")) {
            RunReport report = apply(state);
            assertTrue(report.succeeded(), state + ": " + report);
            assertTrue(plan(state).isEmpty(), state);
            assertEquals(state.equals("installed") ? 2 : 0, modules().size(), state);
        }
    }

    @Test
    void aDeletedModuleComesBack() throws IOException, InterruptedException {
        apply("installed");
        Files.delete(root.modules().resolve("6.1.0-1/extra/foo.ko"));
        assertEquals(2, plan("installed").steps().size());
        apply("installed");
        assertTrue(plan("installed").isEmpty());
    }

    @Test
    void depmodRunsOnceForEachKernelWhoseModulesChanged() throws IOException, InterruptedException {
        apply("installed");
        apply("installed");
        assertEquals(
                List.of(root.modules() + "/6.1.0-1 -a 6.1.0-1", root.modules() + "/6.12.0-1 -a 6.12.0-1"),
                root.depmodCalls().stream().sorted().toList());
    }

    @Test
    void depmodIsGivenTheKernelsTableOfSymbolsWhereThereIsOne() throws IOException, InterruptedException {
        Files.createDirectories(root.root.resolve("boot"));
        Path symbols = Files.createFile(root.root.resolve("boot/System.map-6.1.0-1"));
        apply("installed");
        assertTrue(root.depmodCalls().contains(root.modules() + "/6.1.0-1 -a -F " + symbols + " 6.1.0-1"));
    }

    @Test
    void depmodThatFailedIsMadeUpForByTheNextRun() throws IOException, InterruptedException {
        Path depmod = root.root.resolve("bin/depmod");
        String works = Files.readString(depmod);
        Files.writeString(depmod, "#!/bin/sh\nexit 1\n");
        assertEquals(2, apply("installed").failed());
        Files.writeString(depmod, works);
        assertEquals(2, plan("installed").steps().size());
        assertTrue(apply("installed").succeeded());
        assertTrue(plan("installed").isEmpty());
    }

    @Test
    void planningChangesNothing() throws IOException, InterruptedException {
        manifest("installed");
        List<String> before = FakeRoot.files(folder);
        plan("installed");
        assertEquals(before, FakeRoot.files(folder));
        assertFalse(Files.exists(root.state.own()));
    }

    @Test
    void aSourceThatChangedIsBuiltAndInstalledAnew() throws IOException, InterruptedException {
        apply("installed");
        Files.writeString(source.resolve("new.c"), "int x;");
        assertEquals(List.of("source changed", "built anew", "modules changed"), reasons());
        assertTrue(apply("installed").succeeded());
        assertTrue(plan("installed").isEmpty());
    }

    @Test
    void headersThatChangedDoTheSameOnTheirKernel() throws IOException, InterruptedException {
        apply("installed");
        Files.writeString(root.modules().resolve("6.1.0-1/build/Module.symvers"), "0x1 printk vmlinux EXPORT_SYMBOL");
        assertEquals(List.of("kernel headers changed", "built anew", "modules changed"), reasons());
        assertEquals(3, plan("installed").steps().size());
    }

    @Test
    void soDoHeaderFilesThatAreExchangedInPlaceOnAKernelWithoutChecksums() throws IOException, InterruptedException {
        Path header = root.modules().resolve("6.1.0-1/build/include/linux/sched.h");
        Files.createDirectories(header.getParent());
        Files.writeString(header, "struct task_struct { int state; };");
        apply("installed");
        assertTrue(plan("installed").isEmpty());
        Files.writeString(header, "struct task_struct { long state; };");
        assertEquals(List.of("kernel headers changed", "built anew", "modules changed"), reasons());
    }

    @Test
    void aCompilerThatChangedDoesTheSame() throws IOException, InterruptedException {
        compiler("12.2.0");
        apply("installed");
        assertTrue(plan("installed").isEmpty());
        compiler("13.1.0");
        assertEquals(List.of("compiler changed", "built anew", "modules changed"), reasons());
    }

    private void compiler(String version) throws IOException {
        Path gcc = root.root.resolve("bin/gcc");
        Files.writeString(gcc, "#!/bin/sh\necho gcc " + version + "\n");
        assertTrue(gcc.toFile().setExecutable(true));
    }

    @Test
    void argumentsForMakeThatChangedDoTheSame() throws IOException, InterruptedException {
        apply("installed");
        config = "[ckms]\nmake_build_args = W=1\n";
        assertEquals(List.of("configuration changed", "built anew", "modules changed"), reasons());
    }

    @Test
    void aNewTimeOfAFileAloneIsNoChange() throws IOException, InterruptedException {
        apply("installed");
        Files.setLastModifiedTime(source.resolve("for-6.1.0-1.ko"), FileTime.fromMillis(1));
        assertTrue(plan("installed").isEmpty());
    }

    @Test
    void whatIsBuiltAnewToTheSameBytesIsNotInstalledAgainAndDepmodDoesNotRun() throws Exception {
        apply("installed");
        List<String> calls = root.depmodCalls();
        Files.writeString(source.resolve("comment"), "no module changes for this");
        RunReport report = apply("installed");
        assertTrue(report.succeeded(), report.toString());
        assertEquals(2, report.changed(), "the builds: " + report);
        assertEquals(4, report.unchanged(), report.toString());
        assertEquals(calls, root.depmodCalls());
        assertTrue(plan("installed").isEmpty());
    }

    private void breakTheSource() throws IOException {
        Files.writeString(
                source.resolve("for-6.1.0-1.ko"), "x.c:1:10: fatal error: linux/gone.h: No such file or directory\n");
        Files.writeString(
                source.resolve("ckms.ini"),
                FakeRoot.recipe(FakeRoot.FOO, FakeRoot.COPIES + "; if grep -a 'fatal error' foo.ko; then exit 2; fi"));
    }

    @Test
    void whatFailedInTheCompilerIsNotTriedAgainUntilAnInputChangesOrItIsAskedFor() throws Exception {
        breakTheSource();
        RunReport first = apply("installed");
        assertEquals(1, first.failed());
        Plan second = plan("installed");
        assertTrue(second.misses());
        assertEquals(
                "its build failed, and nothing that it is made from has changed since: x.c:1:10: fatal error:"
                        + " linux/gone.h: No such file or directory; 'ckms log foo=1.0@6.1.0-1/x86_64' tells more,"
                        + " --retry tries again",
                second.blocked().get(0).reason());
        assertTrue(second.steps().isEmpty());
        unguarded = Set.of(Guard.FAILED);
        assertFalse(plan("installed").isEmpty());
        unguarded = Set.of();
        Files.writeString(source.resolve("for-6.1.0-1.ko"), "fatal error, again");
        assertFalse(plan("installed").isEmpty());
    }

    @Test
    void whatFailedOtherwiseIsTriedAgain() throws Exception {
        Files.writeString(source.resolve("ckms.ini"), FakeRoot.recipe(FakeRoot.FOO, "nothing-like-it"));
        assertEquals(2, apply("installed").failed());
        assertFalse(plan("installed").isEmpty());
        assertEquals(List.of(), plan("installed").blocked());
    }
}
