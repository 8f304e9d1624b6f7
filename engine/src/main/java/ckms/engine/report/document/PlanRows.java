package ckms.engine.report.document;

import ckms.engine.report.document.PlanDocument.StepDocument;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The steps of a plan by what they are for: a row for each cell, and for each package that has steps on no cell. */
public final class PlanRows {
    private static final String KERNEL = "";

    private final Map<String, List<StepDocument>> rows = new LinkedHashMap<>();

    /**
     * Those of a plan. Adding a package goes with the first of its cells that has steps, removing it with the last.
     */
    public PlanRows(List<StepDocument> steps) {
        Map<String, StepDocument> adds = new HashMap<>();
        for (StepDocument step : steps) {
            String pkg = pkg(step.address());
            if (List.of("add", "refresh").contains(step.action())) {
                adds.put(pkg, step);
                row(step.address()).add(step);
            } else if (step.action().equals("remove") && !step.after().isEmpty()) {
                String last = step.after().get(step.after().size() - 1);
                row(last.substring(last.indexOf(' ') + 1)).add(step);
            } else if (!pkg.equals(KERNEL)) {
                StepDocument add = step.address().contains("@") ? adds.remove(pkg) : null;
                if (add != null) {
                    rows.remove(add.address());
                    row(step.address()).add(add);
                }
                row(step.address()).add(step);
            }
        }
    }

    private List<StepDocument> row(String address) {
        return rows.computeIfAbsent(address, key -> new ArrayList<>());
    }

    /**
     * A cell, or a package, and what is done with it.
     *
     * @param pkg the package
     * @param kernel the kernel; empty for a package
     */
    public record Row(String pkg, String kernel, Change change, List<StepDocument> steps) {}

    /** All rows, in the order of their first steps. */
    public List<Row> all() {
        return rows.entrySet().stream()
                .map(row -> new Row(
                        pkg(row.getKey()),
                        row.getKey().contains("@")
                                ? row.getKey().substring(row.getKey().indexOf('@') + 1)
                                : "",
                        Change.of(row.getValue()),
                        row.getValue()))
                .toList();
    }

    /** The package of an address; empty where it is a kernel's. */
    private static String pkg(String address) {
        int at = address.indexOf('@');
        String pkg = at < 0 ? address : address.substring(0, at);
        return pkg.contains("=") ? pkg : KERNEL;
    }
}
