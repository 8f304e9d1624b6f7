package ckms.cli.render;

import ckms.model.PackageId;
import ckms.model.plan.Plan;
import ckms.model.plan.PlannedStep;
import ckms.model.plan.Step;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Prints a plan for people: a paragraph for each kernel, a line for each cell, and what it comes to. */
public final class PlanText {
    private PlanText() {}

    /** Prints a plan; {@code running} is the release of the running kernel. */
    public static void print(Plan plan, String running, PrintWriter out) {
        List<Paragraph> paragraphs = Paragraph.of(plan, running);
        List<Paragraph.Row> rows = paragraphs.stream()
                .flatMap(paragraph -> paragraph.rows().stream())
                .toList();
        int pkgWidth = width(rows, Paragraph.Row::pkg);
        int actionsWidth = width(rows, Paragraph.Row::actions);
        for (Paragraph paragraph : paragraphs) {
            out.println(paragraph.title());
            for (Paragraph.Row row : paragraph.rows()) {
                out.println("  " + padded(row.change().symbol(), 3) + " " + padded(row.pkg(), pkgWidth) + "  "
                        + padded(row.actions(), actionsWidth) + "  " + row.reason());
            }
        }
        String finalizers = finalizers(plan);
        if (!finalizers.isEmpty()) {
            out.println("Then " + finalizers);
        }
        if (!rows.isEmpty() || !finalizers.isEmpty()) {
            out.println();
        }
        out.println(summary(plan, rows));
    }

    private static String finalizers(Plan plan) {
        var depmod = new StringJoiner(", ", "depmod on ", "").setEmptyValue("");
        var initramfs = new StringJoiner(", ", "initramfs on ", "").setEmptyValue("");
        for (PlannedStep planned : plan.steps()) {
            if (planned.step() instanceof Step.Depmod step) {
                depmod.add(step.kernel().release());
            } else if (planned.step() instanceof Step.RefreshInitramfs step) {
                String packages =
                        step.packages().stream().map(PackageId::name).collect(Collectors.joining(", ", " (", ")"));
                initramfs.add(step.kernel().release() + (step.packages().isEmpty() ? "" : packages));
            }
        }
        return Stream.of(depmod, initramfs)
                .map(StringJoiner::toString)
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining("; "));
    }

    private static String summary(Plan plan, List<Paragraph.Row> rows) {
        Map<Change, Integer> counts = new EnumMap<>(Change.class);
        rows.forEach(row -> counts.merge(row.change(), 1, Integer::sum));
        List<String> parts = new ArrayList<>();
        counts.forEach((change, count) -> parts.add(count + " " + change.words()));
        parts.add(plan.unchanged().size() + " unchanged");
        return (plan.isEmpty() ? "Nothing to do: " : "Plan: ") + String.join(", ", parts) + ".";
    }

    private static int width(List<Paragraph.Row> rows, Function<Paragraph.Row, String> column) {
        return rows.stream().map(column).mapToInt(String::length).max().orElse(0);
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }
}
