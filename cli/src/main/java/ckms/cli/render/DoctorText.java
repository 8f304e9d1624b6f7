package ckms.cli.render;

import ckms.engine.report.doctor.Examination;
import ckms.engine.report.doctor.Finding;
import ckms.model.VisibleText;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Prints an examination for people: the most serious findings first, and those with one meaning in one paragraph. */
public final class DoctorText {
    private static final Pattern WORD = Pattern.compile("'[^']*'\\S*|\\S+");
    private static final int WIDTH = 80;
    private static final String INDENT = "  ";
    private static final String DEEPER = "    ";

    private final PrintWriter out;

    private DoctorText(PrintWriter out) {
        this.out = out;
    }

    /**
     * Prints an examination.
     *
     * @param quiet whether notes and the summary are left out
     */
    public static void print(Examination examination, PrintWriter out, boolean quiet) {
        new DoctorText(out).print(examination, quiet);
    }

    private void print(Examination examination, boolean quiet) {
        paragraphs(examination, quiet).forEach(paragraph -> {
            paragraph(paragraph);
            out.println();
        });
        if (!quiet) {
            out.println(summary(examination));
        }
    }

    private static List<List<Finding>> paragraphs(Examination examination, boolean quiet) {
        Map<String, List<Finding>> paragraphs = new LinkedHashMap<>();
        examination.findings().stream()
                .filter(finding -> !quiet || !finding.kind().isNote())
                .forEach(finding -> paragraphs
                        .computeIfAbsent(finding.kind() + finding.meaning(), key -> new ArrayList<>())
                        .add(finding));
        return List.copyOf(paragraphs.values());
    }

    private void paragraph(List<Finding> findings) {
        for (Finding finding : findings) {
            String subject = VisibleText.line(finding.subject());
            String what = VisibleText.line(finding.what());
            if (subject.length() + INDENT.length() + what.length() <= WIDTH) {
                out.println(subject + INDENT + what);
            } else {
                out.println(subject);
                wrapped(what, DEEPER);
            }
        }
        wrapped(
                (findings.get(0).kind().isNote() ? "note: " : "")
                        + findings.get(0).meaning(),
                INDENT);
        // A mend is never broken: half a command, once pasted, is another command.
        findings.stream()
                .map(Finding::mend)
                .filter(mend -> !mend.isEmpty())
                .distinct()
                .forEach(mend -> out.println(INDENT + "mend: " + mend));
    }

    /** Prints a text in lines that fit; neither words nor commands in quotation marks, which users copy, are broken. */
    private void wrapped(String text, String indent) {
        var line = new StringBuilder(indent);
        boolean isBegun = false;
        for (String word : WORD.matcher(text).results().map(MatchResult::group).toList()) {
            if (isBegun && line.length() + 1 + word.length() > WIDTH) {
                out.println(line);
                line = new StringBuilder(indent);
                isBegun = false;
            }
            line.append(isBegun ? " " : "").append(word);
            isBegun = true;
        }
        out.println(line);
    }

    private static String summary(Examination examination) {
        int problems = examination.problems();
        int notes = examination.findings().size() - problems;
        if (problems == 0) {
            return "Nothing is wrong: " + count(examination.packages(), "package") + " on "
                    + count(examination.kernels(), "kernel") + (notes == 0 ? "." : "; " + count(notes, "note") + ".");
        }
        long safe = examination.findings().stream().filter(Finding::isSafe).count();
        return List.of(count(problems, "problem"), notes == 0 ? "" : count(notes, "note")).stream()
                        .filter(part -> !part.isEmpty())
                        .collect(Collectors.joining(", "))
                + (safe == 0 ? "." : "; 'ckms doctor --fix' mends " + safe + ".");
    }

    private static String count(int count, String thing) {
        return count + " " + thing + (count == 1 ? "" : "s");
    }
}
