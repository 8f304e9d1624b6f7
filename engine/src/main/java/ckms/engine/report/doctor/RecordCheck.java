package ckms.engine.report.doctor;

import ckms.engine.installside.RecordsFolder;
import ckms.engine.reconcile.Repair;
import ckms.engine.store.Fault;
import ckms.engine.store.SetAside;
import ckms.engine.store.StateDirectory;
import ckms.engine.store.cache.ResultCache;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds records that are damaged, and files and folders that can't be read or stand where something else should be. */
final class RecordCheck implements Check {
    private static final String WITHOUT_IT = "ckms goes on as if it did not exist, as far as that is safe.";

    @Override
    public List<Finding> findings(Patient patient) throws IOException {
        var findings = new ArrayList<Finding>();
        for (Fault fault : patient.records().faults()) {
            findings.add(finding(
                    fault, "Nothing is changed of what it is about, as long as nobody can tell what is installed."));
        }
        Set<Fault> others = new LinkedHashSet<>(patient.state().faults());
        others.addAll(new ResultCache(patient.settings().state()).faults());
        others.removeAll(patient.records().faults());
        others.forEach(fault -> findings.add(finding(fault, WITHOUT_IT)));
        StateDirectory state = patient.settings().state();
        aside(patient.state().setAside(), state.own()).ifPresent(findings::add);
        for (Path records : RecordsFolder.reliable(patient.host(), state)) {
            if (!records.equals(state.own())) {
                aside(SetAside.count(records), records).ifPresent(findings::add);
            }
        }
        return findings;
    }

    private static Optional<Finding> aside(int count, Path own) {
        return count == 0
                ? Optional.empty()
                : Optional.of(Finding.of(
                        FindingKind.SET_ASIDE,
                        own.resolve(SetAside.FOLDER),
                        "has " + Patient.count(count, "damaged file") + " that ckms moved away",
                        "Nothing reads what is there.",
                        "look at it, and delete what nobody needs"));
    }

    private static Finding finding(Fault fault, String meaning) {
        return switch (fault.mend()) {
            case SET_ASIDE -> mendable(fault, meaning, new Repair.SetAside(fault.path()));
            case SIFT -> mendable(fault, meaning, new Repair.Sift(fault.path()));
            case NOTHING ->
                Finding.of(
                        FindingKind.UNREADABLE,
                        fault.path(),
                        fault.what(),
                        meaning,
                        "look at it as root; 'ls -ld' tells what it is, and who owns it");
        };
    }

    private static Finding mendable(Fault fault, String meaning, Repair repair) {
        return Finding.mendable(FindingKind.DAMAGED_RECORD, fault.path(), fault.what(), meaning, repair);
    }
}
