package ckms.cli.render;

import ckms.cli.console.Console;
import ckms.engine.doctor.Examination;
import ckms.engine.doctor.Finding;
import ckms.engine.observe.Observed;
import java.io.PrintWriter;
import java.util.List;

/** Prints for people what doctor found. */
public final class DoctorText {
    private DoctorText() {}

    /** Prints it, the worst first. */
    public static void print(Examination.Result result, PrintWriter out) {
        for (Finding finding : result.findings()) {
            String kind = finding.kind().severity() == Finding.Severity.PROBLEM ? "problem" : "note";
            out.println(kind + ": " + Console.line(finding.subject() + ": " + finding.what()));
            out.println("  " + finding.kind().meaning());
            out.println("  mend: " + Console.line(finding.mend()));
        }
        out.println(summary(result));
    }

    private static String summary(Examination.Result result) {
        List<Finding> problems = result.findings().stream()
                .filter(finding -> finding.kind().severity() == Finding.Severity.PROBLEM)
                .toList();
        int notes = result.findings().size() - problems.size();
        long fixable =
                problems.stream().filter(finding -> finding.kind().isFixable()).count();
        String also = notes == 0 ? "" : ", " + count(notes, "note");
        if (problems.isEmpty()) {
            return "Nothing is wrong" + also
                    + result.observed().map(DoctorText::size).orElse("") + ".";
        }
        return count(problems.size(), "problem")
                + also
                + (fixable == 0 ? "." : "; 'ckms doctor --fix' mends " + fixable + ".");
    }

    private static String size(Observed observed) {
        return ": " + count(observed.all().size(), "package") + " on "
                + count(observed.kernels().size(), "kernel");
    }

    private static String count(long number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }
}
