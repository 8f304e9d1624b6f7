package ckms.engine.report.doctor;

import ckms.engine.reconcile.Repairs;
import java.util.List;
import java.util.Optional;

/**
 * What came out.
 *
 * @param packages how many there are
 * @param kernels how many are installed
 * @param findings the most serious first
 */
public record Examination(int packages, int kernels, List<Finding> findings) {
    public Examination {
        findings = List.copyOf(findings);
    }

    /** Counts how many of the findings are more than notes. */
    public int problems() {
        return (int)
                findings.stream().filter(finding -> !finding.kind().isNote()).count();
    }

    /** Gathers what mends as much as can safely be mended, each once. */
    public Repairs repairs() {
        return new Repairs(findings.stream()
                .map(Finding::repair)
                .flatMap(Optional::stream)
                .distinct()
                .toList());
    }
}
