package ckms.engine.report.doctor;

import ckms.engine.reconcile.Repairs;
import java.util.List;
import java.util.Optional;

/**
 * The result of an examination of a host.
 *
 * @param packages the number of packages in the state directory
 * @param kernels the number of installed kernels
 * @param findings what was found, the most serious first
 */
public record Examination(int packages, int kernels, List<Finding> findings) {
    /** Makes an examination with a copy of the findings. */
    public Examination {
        findings = List.copyOf(findings);
    }

    /** Counts the findings that are more than notes. */
    public int problems() {
        return (int)
                findings.stream().filter(finding -> !finding.kind().isNote()).count();
    }

    /** Returns the repairs of all findings that can safely be mended, each once. */
    public Repairs repairs() {
        return new Repairs(findings.stream()
                .map(Finding::repair)
                .flatMap(Optional::stream)
                .distinct()
                .toList());
    }
}
