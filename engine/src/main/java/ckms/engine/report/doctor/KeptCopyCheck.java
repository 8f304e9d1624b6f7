package ckms.engine.report.doctor;

import ckms.engine.installside.InstalledFile;
import ckms.engine.installside.Inventory;
import ckms.engine.installside.KeptCopies;
import ckms.engine.installside.Records;
import ckms.model.Cell;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Checks the copies of what modules displaced, which come back at uninstall. */
final class KeptCopyCheck implements Check {
    @Override
    public List<Finding> findings(Patient patient) throws IOException {
        var findings = new ArrayList<Finding>();
        Set<Cell> unended = patient.unended();
        for (Inventory inventory : patient.records().inventories()) {
            if (!unended.contains(inventory.cell()) && patient.writer().isEmpty()) {
                for (InstalledFile file : inventory.displaced()) {
                    finding(inventory, file, patient).ifPresent(findings::add);
                }
            }
        }
        return findings;
    }

    /** Looks for a good copy in all places, since an inventory does not say which place it is from. */
    private static Optional<Finding> finding(Inventory inventory, InstalledFile file, Patient patient)
            throws IOException {
        Optional<Finding> first = Optional.empty();
        for (Records place : patient.places()) {
            KeptCopies copies = place.copies();
            Optional<String> complaint = copies.complaint(inventory.cell(), file);
            if (complaint.isEmpty()) {
                return Optional.empty();
            }
            Path kept = copies.of(inventory.cell(), file);
            first = first.or(() -> Optional.of(of(kept, complaint.get(), inventory, file)));
        }
        return first;
    }

    private static Finding of(Path kept, String complaint, Inventory inventory, InstalledFile file) {
        return Finding.of(
                FindingKind.DAMAGED_COPY,
                kept,
                complaint,
                "It is the copy of " + inventory.destdir().resolve(file.path()) + ", which made room for "
                        + inventory.cell() + " and can't be put back without it.",
                "bring it back from a backup, or go without it: "
                        + Patient.command("uninstall", inventory.cell(), "--force")
                                .quoted());
    }
}
