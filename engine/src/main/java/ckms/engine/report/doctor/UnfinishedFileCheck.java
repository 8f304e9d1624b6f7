package ckms.engine.report.doctor;

import ckms.engine.host.files.Scratch;
import ckms.engine.installside.DisableMarker;
import ckms.engine.installside.Records;
import ckms.engine.reconcile.Repair;
import ckms.engine.store.UnfinishedFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Finds what a killed ckms left half written elsewhere than among a kernel's modules. */
final class UnfinishedFileCheck implements Check {
    @Override
    public List<Finding> findings(Patient patient) throws IOException {
        Map<Path, Repair> files = new TreeMap<>();
        if (patient.writer().isEmpty()) {
            for (Records place : patient.places()) {
                place.unfinished().forEach(file -> files.put(file, new Repair.Delete(file)));
            }
            new DisableMarker(patient.host(), patient.settings().roots().modules())
                    .unfinished()
                    .forEach(file -> files.put(file, new Repair.Delete(file)));
            new UnfinishedFiles(patient.settings().state()).all().forEach(file -> files.put(file, new Repair.Tidy()));
        }
        Scratch.leftOver(patient.host().user()).forEach(path -> files.put(path, new Repair.Delete(path)));
        var findings = new ArrayList<Finding>();
        files.forEach((file, repair) -> findings.add(Finding.mendable(
                FindingKind.TEMPORARY_FILE, file, "left half written by ckms", "Nothing reads it.", repair)));
        return findings;
    }
}
