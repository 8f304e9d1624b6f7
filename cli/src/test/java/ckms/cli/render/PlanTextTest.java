package ckms.cli.render;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ckms.model.Cell;
import ckms.model.Kernel;
import ckms.model.PackageId;
import ckms.model.Place;
import ckms.model.plan.Blocked;
import ckms.model.plan.Plan;
import ckms.model.plan.PlannedStep;
import ckms.model.plan.Step;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PlanTextTest {
    private static final Kernel OLD = new Kernel("6.9.1", "x86_64");
    private static final Kernel NEW = new Kernel("6.10.2", "x86_64");
    private static final PackageId FOO = new PackageId("foo", "1.0");
    private static final PackageId LONGER = new PackageId("a-longer-name", "2024.1");

    private static Cell cell(PackageId pkg, Kernel kernel) {
        return new Cell(pkg, kernel);
    }

    @Test
    void aKernelAParagraphACellALine() {
        var steps = Stream.of(
                        new Step.Add(FOO, Path.of("/s"), "", false, "not added"),
                        new Step.Add(LONGER, Path.of("/s"), "", false, "not added"),
                        new Step.Build(cell(FOO, OLD), false, "not built"),
                        new Step.Install(cell(FOO, OLD), false, "not installed"),
                        new Step.Build(cell(FOO, NEW), true, "recipe changed"),
                        new Step.Install(cell(FOO, NEW), true, "built anew"),
                        new Step.Uninstall(cell(new PackageId("bar", "3"), NEW), "wanted built"),
                        new Step.Depmod(OLD, "modules changed"),
                        new Step.Depmod(NEW, "modules changed"))
                .map(step -> new PlannedStep(step, List.of()))
                .toList();
        var blocked = new Blocked(
                cell(LONGER, NEW), Blocked.Cause.DISABLED, "disabled by the host", new Place("m", 1, 1, ""));
        var plan = new Plan(steps, List.of(blocked), List.of(cell(LONGER, OLD)));
        var text = new StringWriter();
        PlanText.print(plan, "6.10.2", new PrintWriter(text));
        assertEquals("""
                packages
                  +   a-longer-name=2024.1  add                  not added
                6.9.1/x86_64
                  +   foo=1.0               add, build, install  not added
                6.10.2/x86_64 (running)
                  -   bar=3                 uninstall            wanted built
                  -/+ foo=1.0               rebuild, reinstall   recipe changed
                  !   a-longer-name=2024.1  blocked              disabled by the host
                Then depmod on 6.9.1, 6.10.2

                Plan: 1 to install, 1 to add, 1 to rebuild, 1 to remove, 1 blocked, 1 unchanged.
                """, text.toString());
    }
}
