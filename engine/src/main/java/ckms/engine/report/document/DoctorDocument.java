package ckms.engine.report.document;

import ckms.engine.report.doctor.Examination;
import ckms.engine.report.doctor.Finding;
import java.util.List;

/**
 * An examination of a host, as {@code ckms doctor --json} prints it; the JSON schema is {@code doctor.schema.json}.
 *
 * @param formatVersion {@link DocumentJson#FORMAT}
 * @param type {@code doctor}
 * @param packages the number of packages in the state directory
 * @param kernels the number of installed kernels
 * @param problems the number of findings that are more than notes
 * @param done what {@code --fix} did, a sentence each
 * @param findings what was found, the most serious first
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
     * A finding of an examination, with the members of a {@link Finding}.
     *
     * @param kind the {@linkplain ckms.engine.report.doctor.FindingKind#code() word} for its kind
     * @param note whether it is only worth knowing
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

    /**
     * Makes the document of an examination.
     *
     * @param done what {@code --fix} did before it, a sentence each
     */
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
