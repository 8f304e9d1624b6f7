package ckms.cli.render;

import ckms.engine.report.document.Change;
import ckms.engine.report.document.PlanDocument;
import ckms.engine.report.document.PlanDocument.BlockedDocument;
import ckms.engine.report.document.PlanDocument.StepDocument;
import ckms.engine.report.document.PlanRows;
import ckms.model.Kernel;
import ckms.model.PackageId;
import ckms.model.plan.Action;
import ckms.model.plan.Finalizer;
import ckms.model.plan.StepId;
import ckms.model.plan.Subject;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Prints a plan for people: a paragraph for each kernel, a line for each cell, and a summary. */
public final class PlanText {
    private final PlanDocument plan;
    private final List<Paragraph> paragraphs;

    private PlanText(PlanDocument plan) {
        this.plan = plan;
        this.paragraphs = paragraphs(plan);
    }

    /** Prints a plan. */
    public static void print(PlanDocument plan, PrintWriter out) {
        new PlanText(plan).print(out);
    }

    /** Lines that belong together, below a title. */
    private record Paragraph(String title, List<Line> lines) {}

    private record Line(Change change, String pkg, String actions, String reason) {}

    private void print(PrintWriter out) {
        if (!plan.drift().isEmpty()) {
            printDrift(out);
        }
        int pkg =
                width(paragraphs.stream().flatMap(part -> part.lines().stream()).map(Line::pkg));
        int actions =
                width(paragraphs.stream().flatMap(part -> part.lines().stream()).map(Line::actions));
        for (Paragraph paragraph : paragraphs) {
            out.println(paragraph.title());
            for (Line line : paragraph.lines()) {
                out.println("  " + padded(line.change().symbol(), 3) + " " + padded(line.pkg(), pkg) + "  "
                        + padded(line.actions(), actions) + "  " + line.reason());
            }
        }
        String finalizers = finalizers();
        if (!finalizers.isEmpty()) {
            out.println("Then " + finalizers);
        }
        if (!paragraphs.isEmpty() || !finalizers.isEmpty()) {
            out.println();
        }
        out.println(summary());
    }

    private void printDrift(PrintWriter out) {
        int address = width(plan.drift().stream().map(drift -> drift.address().toString()));
        out.println("Drift since the last apply:");
        plan.drift()
                .forEach(drift -> out.println("  ~   " + padded(drift.address().toString(), address) + "  "
                        + drift.was().word() + " -> " + drift.is().word() + "  " + drift.what()));
        out.println();
    }

    private static List<Paragraph> paragraphs(PlanDocument plan) {
        List<Line> packages = new ArrayList<>();
        Map<Kernel, List<Line>> kernels = new TreeMap<>();
        for (PlanRows.Row row : new PlanRows(plan.steps()).all()) {
            row.subject()
                    .onKernel()
                    .map(kernel -> kernels.computeIfAbsent(kernel, first -> new ArrayList<>()))
                    .orElse(packages)
                    .add(line(row));
        }
        for (BlockedDocument blocked : plan.blocked()) {
            kernels.computeIfAbsent(blocked.address().kernel(), kernel -> new ArrayList<>())
                    .add(new Line(Change.BLOCKED, blocked.address().pkg().toString(), "blocked", blocked.reason()));
        }
        var paragraphs = new ArrayList<Paragraph>();
        if (!packages.isEmpty()) {
            paragraphs.add(new Paragraph("packages", packages));
        }
        String running = plan.host().running();
        kernels.forEach((kernel, lines) ->
                paragraphs.add(new Paragraph(kernel + (kernel.release().equals(running) ? " (running)" : ""), lines)));
        return paragraphs;
    }

    private static Line line(PlanRows.Row row) {
        String actions =
                row.steps().stream().map(step -> step.action().toString()).collect(Collectors.joining(", "));
        Optional<PackageId> pkg = row.subject().onPackage();
        String waits = row.steps().stream()
                .flatMap(step -> step.after().stream())
                .map(StepId::subject)
                .filter(Subject.OfCell.class::isInstance)
                .map(Subject::onPackage)
                .filter(other -> !other.equals(pkg))
                .map(other -> other.orElseThrow().toString())
                .distinct()
                .collect(Collectors.joining(", "));
        String reason = reason(row);
        return new Line(
                row.change(),
                pkg.orElseThrow().toString(),
                actions,
                reason
                        + (row.steps().stream().anyMatch(StepDocument::network)
                                ? "; its hooks may use the network"
                                : "")
                        + (waits.isEmpty() ? "" : "; after " + waits));
    }

    /** Returns the reason of a replacement, or else of the first step; a refresh counts only if it is alone. */
    private static String reason(PlanRows.Row row) {
        return row.steps().stream()
                .filter(step -> !step.replaces().isEmpty())
                .findFirst()
                .orElseGet(() -> main(row.steps()))
                .reason();
    }

    private static StepDocument main(List<StepDocument> steps) {
        boolean stored = steps.size() > 1 && steps.get(0).action() == Action.REFRESH;
        return steps.get(stored ? 1 : 0);
    }

    private String finalizers() {
        var depmod = new StringJoiner(", ", "depmod on ", "").setEmptyValue("");
        var initramfs = new StringJoiner(", ", "initramfs on ", "").setEmptyValue("");
        for (StepDocument step : plan.steps()) {
            String release = step.address().onKernel().map(Kernel::release).orElse("");
            switch (step.action()) {
                case DEPMOD -> depmod.add(release + late(step));
                case REFRESH_INITRAMFS ->
                    initramfs.add(release + (step.packages().isEmpty() ? late(step) : packages(step)));
                case ADD,
                        REFRESH,
                        ADOPT,
                        REMOVE,
                        DISABLE,
                        UNINSTALL,
                        CLEAN,
                        ENABLE,
                        BUILD,
                        REBUILD,
                        INSTALL,
                        REINSTALL,
                        COLLECT -> {}
            }
        }
        return Stream.of(depmod, initramfs)
                .map(StringJoiner::toString)
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining("; "));
    }

    /** Returns the reason of a step in brackets; that modules changed need not be said. */
    private static String late(StepDocument step) {
        return step.reason().equals(Finalizer.CHANGED) ? "" : " (" + step.reason() + ")";
    }

    private static String packages(StepDocument step) {
        return step.packages().stream().map(PackageId::name).collect(Collectors.joining(", ", " (", ")"));
    }

    private String summary() {
        List<String> parts = new ArrayList<>();
        for (Change change : Change.values()) {
            int count = plan.summary().getOrDefault(change.name().toLowerCase(Locale.ROOT), 0);
            if (count > 0) {
                parts.add(count + " " + change.words());
            }
        }
        parts.add(plan.unchanged().size() + " unchanged");
        if (!plan.undeclared().isEmpty()) {
            parts.add(plan.undeclared().size() + " not in the manifest");
        }
        return (plan.isEmpty() ? "Nothing to do: " : "Plan: ") + String.join(", ", parts) + ".";
    }

    private static int width(Stream<String> texts) {
        return texts.mapToInt(String::length).max().orElse(0);
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }
}
