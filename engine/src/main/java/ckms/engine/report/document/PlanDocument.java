package ckms.engine.report.document;

import ckms.engine.reconcile.Planning;
import ckms.engine.reconcile.desired.Desired;
import ckms.engine.reconcile.plan.Guard;
import ckms.model.Cell;
import ckms.model.CellState;
import ckms.model.Diagnostic;
import ckms.model.Kernel;
import ckms.model.PackageId;
import ckms.model.Place;
import ckms.model.plan.Action;
import ckms.model.plan.Blocked;
import ckms.model.plan.Plan;
import ckms.model.plan.PlannedStep;
import ckms.model.plan.Step;
import ckms.model.plan.StepId;
import ckms.model.plan.Subject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A plan as others read it, in text or in JSON, and as it is saved.
 *
 * @param host where it is for
 * @param drift what changed behind our back
 * @param steps each after those that it waits for
 * @param unchanged the cells that are as they should be
 * @param undeclared what is there and no manifest lists
 * @param summary how many cells, or packages, come to what, by word
 * @param diagnostics what was said of the manifests
 * @param desired what was wanted
 * @param unguarded what prune was told to do all the same
 */
public record PlanDocument(
        String formatVersion,
        String type,
        HostDocument host,
        List<DriftDocument> drift,
        List<StepDocument> steps,
        List<BlockedDocument> blocked,
        List<Cell> unchanged,
        List<Subject> undeclared,
        Map<String, Integer> summary,
        List<DiagnosticDocument> diagnostics,
        Desired desired,
        Set<Guard> unguarded) {
    public PlanDocument {
        drift = List.copyOf(drift);
        steps = List.copyOf(steps);
        blocked = List.copyOf(blocked);
        unchanged = List.copyOf(unchanged);
        undeclared = List.copyOf(undeclared);
        summary = new TreeMap<>(summary);
        diagnostics = List.copyOf(diagnostics);
        unguarded = new TreeSet<>(unguarded);
    }

    /**
     * The host that a plan is for.
     *
     * @param running the release of the running kernel
     */
    public record HostDocument(Path root, Path stateDirectory, Path destination, String running) {
        /** Tells of a place. */
        public static HostDocument of(Planning.Place place, Kernel running) {
            return new HostDocument(place.root(), place.state(), place.destdir(), running.release());
        }
    }

    /** Something that changed behind our back: a {@link ckms.model.plan.Drift}. */
    public record DriftDocument(Cell address, CellState was, CellState is, String what) {}

    /**
     * A step.
     *
     * @param address of a package, a cell or a kernel
     * @param after the ids of the steps that it waits for
     * @param replaces the version that makes room; empty where none does
     * @param packages those that an initramfs is refreshed for
     */
    public record StepDocument(
            StepId id,
            Action action,
            Subject address,
            String reason,
            List<StepId> after,
            String replaces,
            List<PackageId> packages) {
        public StepDocument {
            after = List.copyOf(after);
            packages = List.copyOf(packages);
        }
    }

    /** A cell that cannot reach what is wanted: a {@link Blocked}. */
    public record BlockedDocument(Cell address, Blocked.Cause cause, String reason, Optional<Place> place) {}

    /** Something that was said of an input: a {@link Diagnostic}. */
    public record DiagnosticDocument(
            String type, String severity, String code, String sentence, Optional<Place> place) {
        /** Tells of a diagnostic. */
        public static DiagnosticDocument of(Diagnostic diagnostic) {
            return new DiagnosticDocument(
                    "diagnostic",
                    diagnostic.severity().word(),
                    diagnostic.code(),
                    diagnostic.sentence(),
                    diagnostic.place());
        }
    }

    /** Tells of what was planned. */
    public static PlanDocument of(Planning planning) {
        return of(
                HostDocument.of(planning.place(), planning.observed().running()),
                planning.desired(),
                planning.unguarded(),
                planning.plan(),
                planning.warnings());
    }

    /** Tells of a plan, where it is for, and what it was made by. */
    public static PlanDocument of(
            HostDocument host, Desired desired, Set<Guard> unguarded, Plan plan, List<Diagnostic> warnings) {
        List<StepDocument> steps = plan.steps().stream().map(PlanDocument::step).toList();
        List<BlockedDocument> blocked = plan.blocked().stream()
                .map(cell -> new BlockedDocument(cell.cell(), cell.cause(), cell.reason(), cell.place()))
                .toList();
        return new PlanDocument(
                DocumentJson.FORMAT,
                "plan",
                host,
                plan.drift().stream()
                        .map(drift -> new DriftDocument(drift.cell(), drift.was(), drift.is(), drift.what()))
                        .toList(),
                steps,
                blocked,
                plan.unchanged(),
                plan.undeclared(),
                Summary.of(steps, blocked, plan.unchanged().size()),
                warnings.stream().map(DiagnosticDocument::of).toList(),
                desired,
                unguarded);
    }

    private static StepDocument step(PlannedStep planned) {
        Step step = planned.step();
        return new StepDocument(
                step.id(),
                step.action(),
                step.subject(),
                step.reason(),
                planned.after().stream().map(Step::id).toList(),
                step instanceof Step.Install install
                        ? install.other().map(PackageId::version).orElse("")
                        : "",
                step instanceof Step.RefreshInitramfs refresh ? refresh.packages() : List.of());
    }

    /** Tells what differs in what would be done, a line each; empty where nothing does. */
    public List<String> differences(PlanDocument now) {
        var differences = new ArrayList<String>();
        compare(lines(this), lines(now), differences);
        if (differences.isEmpty() && !steps.equals(now.steps)) {
            differences.add("the steps would be done in another order");
        }
        return differences;
    }

    private static Map<String, String> lines(PlanDocument plan) {
        Map<String, String> lines = new TreeMap<>();
        plan.steps.forEach(step -> lines.put(step.id().toString(), step.reason()));
        plan.blocked.forEach(cell -> lines.put("blocked " + cell.address(), cell.reason()));
        return lines;
    }

    private static void compare(Map<String, String> then, Map<String, String> now, List<String> differences) {
        then.forEach((id, reason) -> {
            if (!now.containsKey(id)) {
                differences.add("- " + id + " (" + reason + "): no longer");
            } else if (!now.get(id).equals(reason)) {
                differences.add("~ " + id + ": " + reason + " -> " + now.get(id));
            }
        });
        now.forEach((id, reason) -> {
            if (!then.containsKey(id)) {
                differences.add("+ " + id + " (" + reason + "): new");
            }
        });
    }

    /** Whether there is nothing to do. */
    public boolean isEmpty() {
        return steps.isEmpty();
    }

    /** Whether something that is wanted can't be had. */
    public boolean misses() {
        return blocked.stream().anyMatch(cell -> cell.cause().isFailure());
    }
}
