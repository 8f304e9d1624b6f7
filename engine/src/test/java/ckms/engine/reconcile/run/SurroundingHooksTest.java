package ckms.engine.reconcile.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ckms.engine.fixture.FakeRoot;
import ckms.engine.fixture.SettingsBuilder;
import ckms.engine.fixture.Steps;
import ckms.model.Cell;
import ckms.model.PackageId;
import ckms.model.plan.Step;
import ckms.model.recipe.Hook;
import ckms.model.run.Outcome;
import ckms.model.run.RunReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The hooks around steps: when they run, where, and what becomes of the step when they fail. */
class SurroundingHooksTest {
    private static final Cell CELL = FakeRoot.CELL;

    @TempDir
    Path folder;

    private FakeRoot root;
    private Path said;
    private final Map<Hook, String> configured = new HashMap<>();

    @BeforeEach
    void aKernel() throws IOException {
        root = new FakeRoot(folder);
        root.addKernel(FakeRoot.KERNEL);
        said = root.root.resolve("said");
    }

    private String says(String what) {
        return "echo " + what + " $CKMS_PACKAGE_NAME $CKMS_KERNEL_VERSION in $PWD >>" + said;
    }

    private RunReport run(Step... steps) throws IOException, InterruptedException {
        // What hooks say is written outside of what a sandbox lets them write to.
        var config = new StringBuilder("[ckms]\nsandbox = off\n[hooks]\n");
        configured.forEach((hook, snippet) ->
                config.append(hook.option()).append(" = ").append(snippet).append('\n'));
        return root.run(new SettingsBuilder(root).config(config.toString()).settings(), steps);
    }

    private Step.Add add(String hooks) throws IOException {
        return add(FakeRoot.FOO, hooks);
    }

    private Step.Add add(PackageId pkg, String hooks) throws IOException {
        Path source = root.addSource(pkg, FakeRoot.COPIES, FakeRoot.KERNEL);
        return Steps.add(
                pkg, source, Files.readString(source.resolve("ckms.ini")).replace("[hooks]", "[hooks]\n" + hooks));
    }

    private static final Step BUILD = Steps.build(CELL);
    private static final Step INSTALL = Steps.install(CELL);
    private static final Step UNINSTALL = Steps.uninstall(CELL);

    private String heard() throws IOException {
        return Files.readString(said).replace(root.root.toString(), "ROOT");
    }

    private Outcome outcome(RunReport report, int step) {
        return report.results().get(step).outcome();
    }

    @Test
    void eachRunsAtItsTimeInThePackagesFolder() throws IOException, InterruptedException {
        var hooks = new StringBuilder();
        Hook.AROUND.forEach(hook -> hooks.append(hook.option() + " = " + says(hook.option()) + "\n"));
        run(add(hooks.toString()));
        assertTrue(run(BUILD, INSTALL, UNINSTALL, Steps.clean(CELL), Steps.remove(FakeRoot.FOO))
                .succeeded());
        String in = " foo 6.1.0-1 in ROOT/var/lib/ckms";
        assertEquals(
                List.of(
                        "post_add" + in + "/foo/1.0",
                        "pre_install" + in + "/foo/1.0",
                        "post_install" + in + "/foo/1.0",
                        "pre_uninstall" + in + "/foo/1.0",
                        "post_uninstall" + in + "/foo/1.0",
                        "post_remove" + in),
                heard().lines().toList());
    }

    @Test
    void thoseOfTheConfigurationAreForAllPackagesAndGoAroundTheRecipes() throws IOException, InterruptedException {
        Hook.AROUND.forEach(hook -> configured.put(hook, says("configured")));
        run(add("pre_install = " + says("pre") + "\npost_install = " + says("post")), BUILD);
        run(INSTALL);
        assertEquals(
                List.of("configured", "configured", "pre", "post", "configured"),
                heard().lines().map(line -> line.split(" ", 2)[0]).toList());
        assertTrue(heard().contains("configured foo 6.1.0-1 in /\n"));
    }

    @Test
    void thatWhichFollowsAnInstallationRunsWhereAllIsInPlaceAlready() throws IOException, InterruptedException {
        String hooks = "pre_install = " + says("pre") + "\npost_install = " + says("post");
        run(add(hooks), BUILD, INSTALL);
        RunReport again = run(INSTALL);
        assertInstanceOf(Outcome.Unchanged.class, outcome(again, 0));
        assertEquals(
                List.of("pre", "post", "pre", "post"),
                heard().lines().map(line -> line.split(" ", 2)[0]).toList());
    }

    @Test
    void aHookThatFailsBeforeAnInstallationPreventsIt() throws IOException, InterruptedException {
        RunReport report = run(add("pre_install = echo oh no; exit 7"), BUILD, INSTALL);
        Outcome.Failed failed = assertInstanceOf(Outcome.Failed.class, outcome(report, 2));
        assertEquals(
                "hook 'pre_install' ended with exit status 7", failed.failure().sentence());
        assertEquals("oh no", failed.failure().detail());
        assertFalse(Files.exists(root.modules().resolve("6.1.0-1/extra")));
    }

    @Test
    void aHookThatFailsAfterAnInstallationIsReportedAndTheModulesStay() throws IOException, InterruptedException {
        RunReport report = run(add("post_install = exit 7"), BUILD, INSTALL, Steps.depmod(FakeRoot.KERNEL));
        assertFalse(report.succeeded());
        assertEquals(4, report.changed());
        assertTrue(Files.exists(root.modules().resolve("6.1.0-1/extra/foo.ko")));
        assertEquals(1, root.depmodCalls().size());
    }

    @Test
    void aHookThatFailsKeepsModulesFromBeingUninstalledUnlessForced() throws IOException, InterruptedException {
        run(add("pre_uninstall = exit 7"), BUILD, INSTALL);
        assertInstanceOf(Outcome.Failed.class, outcome(run(UNINSTALL), 0));
        assertTrue(Files.exists(root.modules().resolve("6.1.0-1/extra/foo.ko")));
        assertInstanceOf(Outcome.Changed.class, outcome(run(Steps.uninstallByForce(CELL)), 0));
        assertFalse(Files.exists(root.modules().resolve("6.1.0-1/extra/foo.ko")));
    }

    @Test
    void whatIsRecordedAsInstalledIsUninstalledWithoutARecipe() throws IOException, InterruptedException {
        run(add(""), BUILD, INSTALL);
        Files.delete(root.state.recipe(FakeRoot.FOO));
        assertInstanceOf(Outcome.Changed.class, outcome(run(UNINSTALL), 0));
        assertFalse(Files.exists(root.modules().resolve("6.1.0-1/extra/foo.ko")));
    }

    @Test
    void aRecipeDoesNotChooseTheMakeOfTheConfigurationsHooks() throws IOException, InterruptedException {
        configured.put(Hook.POST_ADD, "echo \"$MAKE\" >>" + said);
        Step.Add add = add("post_add = echo \"$MAKE\" >>" + said);
        String recipe = add.recipe().text().replace("make = sh", "make = /home/u/evil");
        run(Steps.add(add.pkg(), add.source(), recipe));
        assertEquals("/home/u/evil", heard().lines().toList().get(0));
        assertTrue(heard().lines().toList().get(1).endsWith("make"), heard());
    }

    @Test
    void aHookThatCannotBeRunAfterAnInstallationDoesNotUndoIt() throws IOException, InterruptedException {
        run(add("post_install = true"), BUILD);
        Files.writeString(root.state.own().resolve("logs"), "in the way");
        RunReport report = run(INSTALL, Steps.depmod(FakeRoot.KERNEL));
        Outcome.Changed installed = assertInstanceOf(Outcome.Changed.class, outcome(report, 0));
        assertTrue(installed.afterwards().get(0).sentence().startsWith("hook 'post_install' could not be run"));
        assertInstanceOf(Outcome.Changed.class, outcome(report, 1));
    }

    @Test
    void thoseOfTheConfigurationRunForWhatIsReplacedThoughItsRecipeCannotBeRead()
            throws IOException, InterruptedException {
        configured.put(Hook.PRE_UNINSTALL, says("before"));
        configured.put(Hook.POST_UNINSTALL, says("after"));
        var newer = new PackageId("foo", "2.0");
        var newerCell = new Cell(newer, FakeRoot.KERNEL);
        run(add("pre_uninstall = " + says("own")), BUILD, INSTALL, add(newer, ""), Steps.build(newerCell));
        Files.writeString(root.state.recipe(FakeRoot.FOO), "no recipe");
        assertTrue(run(Steps.replace(FakeRoot.FOO, newerCell)).succeeded());
        assertEquals(
                List.of("before foo 6.1.0-1 in /", "after foo 6.1.0-1 in /"),
                heard().lines().toList());
    }
}
