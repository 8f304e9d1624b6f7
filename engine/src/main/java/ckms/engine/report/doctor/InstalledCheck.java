package ckms.engine.report.doctor;

import ckms.engine.host.files.Digest;
import ckms.engine.host.files.Stamp;
import ckms.engine.installside.InstalledFile;
import ckms.engine.installside.Inventory;
import ckms.model.Cell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Checks what is recorded as installed: that the files are there and unchanged, that a link says so too, and that no
 * two packages share a file.
 */
final class InstalledCheck implements Check {
    @Override
    public List<Finding> findings(Patient patient) throws IOException {
        var findings = new ArrayList<Finding>();
        Set<Cell> linked = patient.linked();
        Set<Cell> unended = patient.unended();
        for (Inventory inventory : patient.inventories()) {
            boolean isOthers = unended.contains(inventory.cell())
                    || !patient.has(inventory.cell().kernel().release());
            if (!isOthers && linked.contains(inventory.cell())) {
                damage(inventory, findings);
            } else if (!isOthers && patient.writer().isEmpty()) {
                findings.add(orphaned(inventory));
            }
        }
        shared(patient, findings);
        return findings;
    }

    private static void damage(Inventory inventory, List<Finding> findings) throws IOException {
        int gone = 0;
        int changed = 0;
        for (InstalledFile file : inventory.files()) {
            Path path = inventory.destdir().resolve(file.path());
            if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
                gone++;
            } else if (!isSame(path, file, inventory)) {
                changed++;
            }
        }
        if (gone + changed > 0) {
            int all = inventory.files().size();
            findings.add(Finding.of(
                    FindingKind.DAMAGED_INSTALL,
                    inventory.cell(),
                    "installed, but " + of(gone, all, "gone") + (gone > 0 && changed > 0 ? " and " : "")
                            + of(changed, all, "changed"),
                    "Somebody deleted or replaced modules behind the back of ckms.",
                    inventory.owner().isManifest()
                            ? "ckms apply"
                            : Patient.command("install", inventory.cell()).toString()));
        }
    }

    private static String of(int count, int all, String what) {
        if (count == 0) {
            return "";
        }
        return count + " of " + Patient.count(all, "file") + (count == 1 ? " is " : " are ") + what;
    }

    private static boolean isSame(Path path, InstalledFile file, Inventory inventory) throws IOException {
        return Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)
                && (Stamp.of(path).text().equals(inventory.stamps().get(file.path()))
                        || Digest.of(path).equals(file.sha256()));
    }

    private static Finding orphaned(Inventory inventory) {
        long left = inventory.files().stream()
                .filter(file -> Files.exists(inventory.destdir().resolve(file.path()), LinkOption.NOFOLLOW_LINKS))
                .count();
        return Finding.of(
                FindingKind.ORPHANED_FILES,
                inventory.cell(),
                left == 0
                        ? "not installed, but on record as such"
                        : "not installed, but " + Patient.count((int) left, "file") + " of it left",
                "The link that says it is installed is gone; the record of its files is still there.",
                "'ckms apply', or "
                        + Patient.command("uninstall", inventory.cell()).quoted());
    }

    private static void shared(Patient patient, List<Finding> findings) {
        Map<String, List<Cell>> owners = new TreeMap<>();
        for (Inventory inventory : patient.inventories()) {
            for (InstalledFile file : inventory.files()) {
                owners.computeIfAbsent(file.path(), path -> new ArrayList<>()).add(inventory.cell());
            }
        }
        owners.forEach((path, cells) -> {
            List<Cell> different = cells.stream().distinct().sorted().toList();
            if (different.size() > 1) {
                findings.add(Finding.of(
                        FindingKind.SHARED_FILE,
                        patient.settings().destdir().resolve(path),
                        "on record as the file of " + different.get(0) + " and of " + different.get(1),
                        "Whichever is uninstalled takes the other one's module with it.",
                        "uninstall one of them, and change 'dest' in its recipe"));
            }
        });
    }
}
