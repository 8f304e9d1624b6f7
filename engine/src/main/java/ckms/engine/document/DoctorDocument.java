package ckms.engine.document;

import ckms.engine.doctor.Finding;
import java.util.List;
import java.util.Locale;

/** What doctor found, as others read it. */
public record DoctorDocument(String formatVersion, String type, List<FindingDocument> findings) {
    public DoctorDocument {
        findings = List.copyOf(findings);
    }

    /**
     * A finding.
     *
     * @param severity {@code problem} or {@code note}
     * @param kind one word for a kind, which stays the same
     * @param fixable whether {@code ckms doctor --fix} mends it
     */
    public record FindingDocument(
            String severity, String kind, String subject, String what, String meaning, String mend, boolean fixable) {}

    /** The document of findings. */
    public static DoctorDocument of(List<Finding> findings) {
        return new DoctorDocument(
                PlanDocument.FORMAT,
                "doctor",
                findings.stream()
                        .map(finding -> new FindingDocument(
                                finding.kind().severity().name().toLowerCase(Locale.ROOT),
                                finding.kind().name().toLowerCase(Locale.ROOT),
                                finding.subject(),
                                finding.what(),
                                finding.kind().meaning(),
                                finding.mend(),
                                finding.kind().isFixable()))
                        .toList());
    }
}
