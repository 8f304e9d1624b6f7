package ckms.engine.report.document;

import ckms.engine.reconcile.Planning;
import ckms.engine.reconcile.desired.Desired;
import ckms.engine.reconcile.plan.Guard;
import ckms.model.Cell;
import ckms.model.CellState;
import ckms.model.Diagnostic;
import ckms.model.Kernel;
import ckms.model.Machine;
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
 * A plan as text and JSON show it, and as it is saved; the JSON schema is {@code plan.schema.json}.
 *
 * @param formatVersion {@link DocumentJson#FORMAT}
 * @param type {@code plan}
 * @param host the host that the plan is for
 * @param drift the cells that something other than ckms changed
 * @param steps the steps, each after those that it waits for
 * @param blocked the cells that can't reach what is wanted
 * @param unchanged the cells that are as they should be
 * @param undeclared the packages and cells that are there and that no manifest lists
 * @param summary how many cells or packages have each {@link Change}, by its name in small letters, and how many are
 *     {@code unchanged}
 * @param diagnostics the warnings about the manifests
 * @param desired what the manifests wanted
 * @param unguarded the guards that options switched off
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
    /** Makes a document with copies of the collections. */
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
     * @param root the root file system
     * @param destination the folder below which modules are installed
     * @param running the release of the running kernel; empty if none runs, as in an image
     */
    public record HostDocument(Path root, Path stateDirectory, Path destination, String running) {
        /** Makes the document of the place that a plan is for. */
        public static HostDocument of(Planning.Place place, Machine machine) {
            return new HostDocument(
                    place.root(),
                    place.state(),
                    place.destdir(),
                    machine.running().map(Kernel::release).orElse(""));
        }
    }

    /** A cell that something other than ckms changed: a {@link ckms.model.plan.Drift}. */
    public record DriftDocument(Cell address, CellState was, CellState is, String what) {}

    /**
     * A step of a plan.
     *
     * @param address the package, the cell or the kernel that it is done to
     * @param reason why it is done
     * @param after the ids of the steps that it waits for
     * @param replaces the installed version that an installation replaces; empty if there is none
     * @param packages the packages that an initramfs is refreshed for
     * @param network whether hooks may use the network in it
     */
    public record StepDocument(
            StepId id,
            Action action,
            Subject address,
            String reason,
            List<StepId> after,
            String replaces,
            List<PackageId> packages,
            boolean network) {
        /** Makes a document with copies of the lists. */
        public StepDocument {
            after = List.copyOf(after);
            packages = List.copyOf(packages);
        }
    }

    /** A cell that can't reach what is wanted: a {@link Blocked}. */
    public record BlockedDocument(Cell address, Blocked.Cause cause, String reason, Optional<Place> place) {}

    /** A warning or an error about an input: a {@link Diagnostic}. */
    public record DiagnosticDocument(
            String type, String severity, String code, String sentence, Optional<Place> place) {
        /** Makes the document of a diagnostic. */
        public static DiagnosticDocument of(Diagnostic diagnostic) {
            return new DiagnosticDocument(
                    "diagnostic",
                    diagnostic.severity().word(),
                    diagnostic.code(),
                    diagnostic.sentence(),
                    diagnostic.place());
        }
    }

    /** Makes the document of a plan, with what it was made from. */
    public static PlanDocument of(Planning planning) {
        return of(
                HostDocument.of(planning.place(), planning.observed().machine()),
                planning.desired(),
                planning.unguarded(),
                planning.plan(),
                planning.warnings());
    }

    /**
     * Makes the document of a plan.
     *
     * @param host the host that it is for
     * @param desired what it was made from
     * @param unguarded the guards that options switched off
     * @param warnings the warnings about the manifests
     */
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
                step instanceof Step.RefreshInitramfs refresh ? refresh.packages() : List.of(),
                step instanceof Step.Build build && build.network());
    }

    /** Lists how this plan and the one that is made now differ in what they do, a line each; empty if they don't. */
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

    /** Says whether there is nothing to do. */
    public boolean isEmpty() {
        return steps.isEmpty();
    }

    /** Says whether something that is wanted can't be reached. */
    public boolean misses() {
        return blocked.stream().anyMatch(cell -> cell.cause().isFailure());
    }
}
