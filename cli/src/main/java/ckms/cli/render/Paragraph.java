package ckms.cli.render;

import ckms.model.Cell;
import ckms.model.Kernel;
import ckms.model.PackageId;
import ckms.model.plan.Blocked;
import ckms.model.plan.Plan;
import ckms.model.plan.PlannedStep;
import ckms.model.plan.Step;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The part of a plan that belongs together on the screen: one kernel, or the packages that are only added.
 *
 * @param title the kernel, or {@code packages}
 * @param rows a line each
 */
record Paragraph(String title, List<Row> rows) {
    /** One cell or package. */
    record Row(Change change, String pkg, String actions, String reason) {
        static Row of(PackageId pkg, List<Step> steps) {
            String actions = steps.stream().map(Step::action).collect(Collectors.joining(", "));
            return new Row(
                    Change.of(steps), pkg.toString(), actions, steps.get(0).reason());
        }
    }

    /** Cuts a plan into paragraphs; adding a package is shown with the first of its cells that needs it. */
    static List<Paragraph> of(Plan plan, String running) {
        Map<PackageId, Step> adds = new TreeMap<>();
        Map<Cell, List<Step>> cells = new TreeMap<>();
        for (PlannedStep planned : plan.steps()) {
            if (planned.step() instanceof Step.Add add) {
                adds.put(add.pkg(), add);
            } else if (planned.step() instanceof Step.OnCell step) {
                cells.computeIfAbsent(step.cell(), cell -> new ArrayList<>()).add(step);
            }
        }
        Map<Kernel, List<Row>> rows = new TreeMap<>();
        cells.forEach((cell, steps) -> {
            Step add = adds.remove(cell.pkg());
            if (add != null) {
                steps.add(0, add);
            }
            rows.computeIfAbsent(cell.kernel(), kernel -> new ArrayList<>()).add(Row.of(cell.pkg(), steps));
        });
        for (Blocked blocked : plan.blocked()) {
            rows.computeIfAbsent(blocked.cell().kernel(), kernel -> new ArrayList<>())
                    .add(new Row(Change.BLOCKED, blocked.cell().pkg().toString(), "blocked", blocked.reason()));
        }
        return titled(adds, rows, running);
    }

    private static List<Paragraph> titled(Map<PackageId, Step> adds, Map<Kernel, List<Row>> rows, String running) {
        Map<String, List<Row>> titled = new LinkedHashMap<>();
        adds.forEach((pkg, add) ->
                titled.computeIfAbsent("packages", title -> new ArrayList<>()).add(Row.of(pkg, List.of(add))));
        rows.forEach((kernel, lines) ->
                titled.put(kernel.release().equals(running) ? kernel + " (running)" : kernel.toString(), lines));
        return titled.entrySet().stream()
                .map(entry -> new Paragraph(entry.getKey(), entry.getValue()))
                .toList();
    }
}
