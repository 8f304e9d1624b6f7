package ckms.engine.report.document;

import ckms.engine.report.document.PlanDocument.BlockedDocument;
import ckms.engine.report.document.PlanDocument.StepDocument;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Counts the changes that a plan makes. */
final class Summary {
    private Summary() {}

    static Map<String, Integer> of(List<StepDocument> steps, List<BlockedDocument> blocked, int unchanged) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        new PlanRows(steps).all().forEach(row -> count(counts, row.change(), 1));
        count(counts, Change.BLOCKED, blocked.size());
        counts.put("unchanged", unchanged);
        return counts;
    }

    private static void count(Map<String, Integer> counts, Change change, int more) {
        if (more > 0) {
            counts.merge(change.name().toLowerCase(Locale.ROOT), more, Integer::sum);
        }
    }
}
