package ckms.engine.report.document;

import ckms.engine.report.doctor.Examination;
import ckms.engine.report.doctor.Finding;
import java.util.List;

/**
 * What is wrong with the host's state, as {@code doctor --json} tells it.
 *
 * @param packages how many there are
 * @param kernels how many are installed
 * @param done what {@code --fix} did, a sentence each
 * @param findings the most serious first
 */
public record DoctorDocument(
        String formatVersion,
        String type,
        int packages,
        int kernels,
        int problems,
        List<String> done,
        List<FindingDocument> findings) {
    /**
     * A finding.
     *
     * @param kind its code
     * @param note whether nothing is wrong, and it is only worth knowing
     * @param safe whether {@code --fix} mends it
     */
    public record FindingDocument(
            String kind, boolean note, String subject, String what, String meaning, String mend, boolean safe) {
        private static FindingDocument of(Finding finding) {
            return new FindingDocument(
                    finding.kind().code(),
                    finding.kind().isNote(),
                    finding.subject(),
                    finding.what(),
                    finding.meaning(),
                    finding.mend(),
                    finding.isSafe());
        }
    }

    /** Tells of an examination, and of what was done before it. */
    public static DoctorDocument of(Examination examination, List<String> done) {
        return new DoctorDocument(
                DocumentJson.FORMAT,
                "doctor",
                examination.packages(),
                examination.kernels(),
                examination.problems(),
                List.copyOf(done),
                examination.findings().stream().map(FindingDocument::of).toList());
    }
}
