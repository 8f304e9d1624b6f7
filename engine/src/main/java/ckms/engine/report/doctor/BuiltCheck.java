package ckms.engine.report.doctor;

import ckms.engine.host.files.Below;
import ckms.engine.host.files.Digest;
import ckms.engine.reconcile.Repair;
import ckms.engine.store.BuildRecord;
import ckms.engine.store.ObservedPackage;
import ckms.engine.store.StateDirectory;
import ckms.model.Cell;
import ckms.model.Kernel;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Checks what is recorded as built or registered: that it is there, and is what was recorded. */
final class BuiltCheck implements Check {
    @Override
    public List<Finding> findings(Patient patient) {
        var findings = new ArrayList<Finding>();
        StateDirectory state = patient.settings().state();
        for (ObservedPackage pkg : patient.state().packages()) {
            for (Kernel kernel : pkg.built()) {
                var cell = new Cell(pkg.id(), kernel);
                damage(state, cell).ifPresent(what -> findings.add(damaged(cell, what)));
            }
        }
        if (patient.writer().isEmpty()) {
            patient.state().lost().stream()
                    .filter(cell -> patient.records().inventories().stream()
                            .noneMatch(inventory -> inventory.cell().equals(cell)))
                    .forEach(cell -> findings.add(lost(cell)));
        }
        patient.state().stale().forEach(record -> findings.add(stale(record)));
        return findings;
    }

    /** Finds the first module that is not the one that was built; a build that is not on record is not examined. */
    private static Optional<String> damage(StateDirectory state, Cell cell) {
        Optional<BuildRecord> record = recorded(state, cell);
        var below = new Below(state.root());
        for (Map.Entry<String, String> module :
                record.map(BuildRecord::modules).orElse(Map.of()).entrySet()) {
            Path file = state.builtName(cell).resolve(module.getKey());
            try {
                String digest = below.read(file, in -> Digest.copy(in, OutputStream.nullOutputStream()));
                if (!digest.equals(module.getValue())) {
                    return Optional.of(state.root().resolve(file) + " changed");
                }
            } catch (IOException problem) {
                return Optional.of(state.root().resolve(file) + " is gone, or can't be read");
            }
        }
        return Optional.empty();
    }

    private static Optional<BuildRecord> recorded(StateDirectory state, Cell cell) {
        try {
            return BuildRecord.read(state, cell);
        } catch (IOException theLogIsNoFile) {
            return Optional.empty();
        }
    }

    private static Finding damaged(Cell cell, String what) {
        return Finding.of(
                FindingKind.DAMAGED_BUILD,
                cell,
                "built, but " + what,
                "It is not installed as long as it is not what was built.",
                "build it again, after " + Patient.command("clean", cell).quoted());
    }

    private static Finding stale(Path record) {
        return Finding.mendable(
                FindingKind.STALE_RECORD,
                record,
                "is about what is gone, or was made anew by somebody else",
                "ckms does not read it, and takes what is there for somebody else's work.",
                new Repair.SetAside(record));
    }

    private static Finding lost(Cell cell) {
        return Finding.mendable(
                FindingKind.LOST_BUILD,
                cell,
                "built, but its build is gone",
                "Only the record of it is left; 'ckms apply' builds it again if a manifest lists it.",
                new Repair.Forget(cell));
    }
}
