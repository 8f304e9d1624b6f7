package ckms.cli.render;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ckms.engine.reconcile.desired.Desired;
import ckms.engine.reconcile.desired.Scope;
import ckms.engine.report.document.PlanDocument;
import ckms.engine.report.document.SavedPlan;
import ckms.model.Cell;
import ckms.model.CellState;
import ckms.model.Kernel;
import ckms.model.Owner;
import ckms.model.PackageId;
import ckms.model.plan.Blocked;
import ckms.model.plan.Drift;
import ckms.model.plan.Plan;
import ckms.model.plan.PlannedStep;
import ckms.model.plan.Step;
import ckms.model.plan.Subject;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The sample of the design, from steps to text and through JSON and back. */
class PlanTextTest {
    private static final Kernel NEW = new Kernel("6.12.7-0-lts", "x86_64");
    private static final Kernel OLD = new Kernel("6.6.60-0-lts", "x86_64");
    private static final Cell ZFS = cell("zfs=2.1.2", NEW);
    private static final Cell NVIDIA = cell("nvidia=550.90", NEW);
    private static final Cell GDRDRV = cell("gdrdrv=2.4", NEW);
    private static final Cell R8125 = cell("r8125=9.011", OLD);

    private static Cell cell(String pkg, Kernel kernel) {
        return new Cell(PackageId.parse(pkg).orElseThrow(), kernel);
    }

    private static PlannedStep after(Step step, Step... before) {
        return new PlannedStep(step, List.of(before));
    }

    private static PlanDocument sample() {
        Step rebuild = new Step.Build(NVIDIA, true, List.of(), false, Owner.NONE, "kernel headers changed");
        Step reinstall = new Step.Install(NVIDIA, Optional.of(NVIDIA.pkg()), Owner.NONE, "built anew");
        Step build = new Step.Build(GDRDRV, false, List.of(NVIDIA.pkg()), false, Owner.NONE, "not built");
        Step install = new Step.Install(GDRDRV, Optional.empty(), Owner.NONE, "not installed");
        Step repair = new Step.Install(ZFS, Optional.of(ZFS.pkg()), Owner.NONE, "extra/zfs/zfs.ko.zst is gone");
        Step uninstall = new Step.Uninstall(R8125, false, "no longer in the manifest");
        Step clean = new Step.Clean(R8125, "no longer in the manifest");
        Step depmod = new Step.Depmod(NEW, "modules changed");
        var plan = new Plan(
                List.of(
                        after(rebuild),
                        after(reinstall, rebuild),
                        after(build, rebuild),
                        after(install, build, reinstall),
                        after(repair),
                        after(depmod, install, repair),
                        after(new Step.RefreshInitramfs(NEW, List.of(ZFS.pkg()), "modules changed"), depmod),
                        after(uninstall),
                        after(clean, uninstall),
                        after(new Step.Depmod(OLD, "modules changed"), uninstall)),
                List.of(new Blocked(
                        cell("gdrdrv=2.4", OLD),
                        Blocked.Cause.DISABLED,
                        "disabled by the host (ckms-disable/gdrdrv/2.4)",
                        Optional.empty())),
                List.of(cell("jool=4.1.9", NEW)),
                List.of(new Drift(ZFS, CellState.INSTALLED, CellState.BUILT, "extra/zfs/zfs.ko.zst is gone")),
                List.of(new Subject.OfPackage(new PackageId("foo", "1"))));
        var host = new PlanDocument.HostDocument(
                Path.of("/"), Path.of("/var/lib/ckms"), Path.of("/lib/modules"), "6.12.7-0-lts");
        var desired = new Desired(Set.of(), List.of(), Scope.ALL);
        return PlanDocument.of(host, desired, Set.of(), plan, List.of());
    }

    private static String text(PlanDocument plan) {
        var text = new StringWriter();
        PlanText.print(plan, new PrintWriter(text, true));
        return text.toString();
    }

    @Test
    void aParagraphForEachKernelALineForEachCellDriftApartAndASummary() {
        assertEquals("""
                Drift since the last apply:
                  ~   zfs=2.1.2@6.12.7-0-lts/x86_64  installed -> built  extra/zfs/zfs.ko.zst is gone

                6.6.60-0-lts/x86_64
                  -   r8125=9.011    uninstall, clean    no longer in the manifest
                  !   gdrdrv=2.4     blocked             disabled by the host (ckms-disable/gdrdrv/2.4)
                6.12.7-0-lts/x86_64 (running)
                  -/+ nvidia=550.90  rebuild, reinstall  kernel headers changed
                  +   gdrdrv=2.4     build, install      not built; after nvidia=550.90
                  ~   zfs=2.1.2      reinstall           extra/zfs/zfs.ko.zst is gone
                Then depmod on 6.12.7-0-lts, 6.6.60-0-lts; initramfs on 6.12.7-0-lts (zfs)

                Plan: 1 to install, 1 to rebuild, 1 to reinstall, 1 to remove, 1 blocked, 1 unchanged, 1 not in the manifest.
                """, text(sample()));
    }

    @Test
    void nothingToDoIsSaid() {
        var host = new PlanDocument.HostDocument(Path.of("/"), Path.of("/s"), Path.of("/d"), "");
        var nothing = new Plan(List.of(), List.of(), List.of(ZFS), List.of(), List.of());
        var desired = new Desired(Set.of(), List.of(), Scope.ALL);
        assertEquals(
                "Nothing to do: 1 unchanged.\n", text(PlanDocument.of(host, desired, Set.of(), nothing, List.of())));
    }

    @Test
    void aSavedPlanReadsAsItWasWritten() throws IOException {
        String saved = SavedPlan.text(sample());
        PlanDocument read = SavedPlan.read("plan.json", saved);
        assertEquals(sample(), read);
        assertEquals(saved, SavedPlan.text(read));
        assertEquals(text(sample()), text(read));
    }

    @Test
    void theStepsAreAGraph() {
        var text = new StringWriter();
        PlanGraph.print(sample(), new PrintWriter(text, true));
        assertEquals(
                9, text.toString().lines().filter(line -> line.contains(" -> ")).count());
        assertEquals(
                List.of("  \"build gdrdrv=2.4@6.12.7-0-lts/x86_64\" [tooltip = \"not built\"];"),
                text.toString()
                        .lines()
                        .filter(line -> line.startsWith("  \"build gdrdrv=2.4@6.12.7-0-lts/x86_64\" ["))
                        .toList());
    }
}
