package ckms.engine.report.document;

import ckms.engine.report.document.PlanDocument.StepDocument;
import ckms.model.PackageId;
import ckms.model.plan.Subject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The steps of a plan in rows: one for each cell, and one for each package that has steps on no cell. */
public final class PlanRows {
    private final Map<Subject, List<StepDocument>> rows = new LinkedHashMap<>();
    /** The steps that add packages, each until the first cell of the package takes it into its row. */
    private final Map<PackageId, StepDocument> adds = new HashMap<>();

    /**
     * Sorts the steps of a plan into rows. Adding a package goes with the first of its cells that has steps, removing
     * it with the last.
     */
    public PlanRows(List<StepDocument> steps) {
        for (StepDocument step : steps) {
            switch (step.action()) {
                case ADD, REFRESH -> {
                    step.address().onPackage().ifPresent(pkg -> adds.put(pkg, step));
                    row(step.address()).add(step);
                }
                case ADOPT -> row(step.address()).add(step);
                case DISABLE, UNINSTALL, CLEAN, ENABLE, BUILD, REBUILD, INSTALL, REINSTALL -> onCell(step);
                case REMOVE -> last(step).add(step);
                case DEPMOD, REFRESH_INITRAMFS, COLLECT -> {}
            }
        }
    }

    private void onCell(StepDocument step) {
        StepDocument add = step.address().onPackage().map(adds::remove).orElse(null);
        if (add != null) {
            List<StepDocument> ofPackage = row(add.address());
            ofPackage.remove(add);
            if (ofPackage.isEmpty()) {
                rows.remove(add.address());
            }
            row(step.address()).add(add);
        }
        row(step.address()).add(step);
    }

    private List<StepDocument> last(StepDocument step) {
        return row(
                step.after().isEmpty()
                        ? step.address()
                        : step.after().get(step.after().size() - 1).subject());
    }

    private List<StepDocument> row(Subject subject) {
        return rows.computeIfAbsent(subject, first -> new ArrayList<>());
    }

    /** A cell or a package, with the steps that a plan has for it. */
    public record Row(Subject subject, Change change, List<StepDocument> steps) {}

    /** Lists all rows, in the order of their first steps. */
    public List<Row> all() {
        return rows.entrySet().stream()
                .map(row -> new Row(row.getKey(), Change.of(row.getValue()), row.getValue()))
                .toList();
    }
}
