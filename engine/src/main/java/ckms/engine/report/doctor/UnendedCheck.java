package ckms.engine.report.doctor;

import ckms.engine.installside.Intent;
import ckms.engine.installside.Records;
import ckms.engine.installside.Unsettled;
import ckms.engine.reconcile.Repair;
import ckms.engine.store.StateDirectory;
import ckms.model.Cell;
import ckms.model.ShellCommand;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds transactions and builds that were begun and not ended, or else the writer that is at work at this moment. */
final class UnendedCheck implements Check {
    @Override
    public List<Finding> findings(Patient patient) throws IOException {
        if (patient.writer().isPresent()) {
            return List.of(Finding.of(
                    FindingKind.WRITER_AT_WORK,
                    patient.settings().state().root(),
                    "in use by " + patient.writer().get(),
                    "What it is in the middle of was not examined.",
                    "run 'ckms doctor' again when it is done"));
        }
        var findings = new ArrayList<Finding>();
        var unsettled = new ArrayList<Unsettled>();
        for (Records place : patient.places()) {
            unsettled.addAll(place.intents().unsettled());
        }
        for (Intent intent : patient.records().intents()) {
            findings.add(unsettled.stream()
                    .filter(one -> one.intent().equals(intent))
                    .findFirst()
                    .map(UnendedCheck::unsettled)
                    .orElseGet(() -> interrupted(intent)));
        }
        for (Path aside : patient.state().asides()) {
            findings.add(Finding.mendable(
                    FindingKind.INTERRUPTED_BUILD,
                    subject(aside),
                    "a rebuild was interrupted as it took the old build's place",
                    "The old build is kept in .ckms/aside; the next command that changes anything settles that, or tells"
                            + " what stands in the way.",
                    new Repair.Recovery()));
        }
        patient.state().stages().forEach(stage -> findings.add(failed(stage)));
        return findings;
    }

    private static Finding interrupted(Intent intent) {
        return Finding.mendable(
                FindingKind.INTERRUPTED_INSTALL,
                intent.cell(),
                (intent.install() ? "its installation" : "its uninstallation") + " below " + intent.destdir()
                        + " was interrupted",
                "Some of its modules may be there and some not; the next command that changes anything"
                        + " finishes or undoes that.",
                new Repair.Recovery());
    }

    private static Finding unsettled(Unsettled unsettled) {
        return Finding.of(
                FindingKind.INTERRUPTED_INSTALL,
                unsettled.intent().cell(),
                unsettled.what(),
                "Until then, nothing is installed or uninstalled of it on that kernel; all else goes on.",
                unsettled.mend());
    }

    private static String subject(Path folder) {
        return StateDirectory.cell(folder.getFileName().toString())
                .map(Cell::toString)
                .orElse(folder.toString());
    }

    private static Finding failed(Path stage) {
        Optional<Cell> cell = StateDirectory.cell(stage.getFileName().toString());
        return Finding.of(
                FindingKind.FAILED_BUILD,
                subject(stage),
                "its last build failed or was ended",
                "What it left is kept for inspection until the next attempt.",
                cell.map(known -> ShellCommand.of("ckms", "log", known).quoted() + " shows why; "
                                + Patient.command("clean", known).quoted() + " removes it")
                        .orElse(ShellCommand.of("rm", "-r", stage).toString()));
    }
}
