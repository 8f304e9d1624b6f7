package ckms.engine.report.doctor;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Finds records that are damaged, and files and folders that can't be read. */
final class RecordCheck implements Check {
    @Override
    public List<Finding> findings(Patient patient) {
        var findings = new ArrayList<Finding>();
        patient.records()
                .damaged()
                .forEach((file, why) -> findings.add(Finding.of(
                        FindingKind.DAMAGED_RECORD,
                        file,
                        "damaged: " + firstLine(why),
                        "Commands refuse to work as long as they can't tell what is installed.",
                        "restore it, or move it out of its folder and install the package again")));
        patient.state()
                .damaged()
                .forEach((file, why) -> findings.add(Finding.of(
                        FindingKind.DAMAGED_RECORD,
                        file,
                        "damaged: " + firstLine(why),
                        "ckms goes on as if the record did not exist, and takes what it is about for somebody else's work.",
                        "delete it, and 'ckms build' writes a new one")));
        unreadable(patient.state().unreadable(), findings);
        unreadable(patient.records().unreadable(), findings);
        return findings;
    }

    private static String firstLine(String text) {
        return text == null ? "it is no JSON" : text.lines().findFirst().orElse("");
    }

    private static void unreadable(Map<Path, String> problems, List<Finding> findings) {
        problems.forEach((path, sentence) -> findings.add(Finding.of(
                FindingKind.UNREADABLE,
                path,
                "can't be read: "
                        + (sentence.startsWith(path + ": ")
                                ? sentence.substring(path.toString().length() + 2)
                                : sentence),
                "What it holds was not examined.",
                "look at it as root; 'ls -ld' tells who owns it")));
    }
}
