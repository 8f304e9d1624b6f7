package ckms.engine.report.doctor;

import ckms.engine.installside.DisableMarker;
import ckms.engine.reconcile.Repair;
import ckms.engine.store.ObservedPackage;
import ckms.engine.store.StateSurvey.InstalledLink;
import ckms.model.Cell;
import ckms.model.ShellCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Checks the registered packages: their sources, recipes, links to what is installed, and disabling markers. */
final class PackageCheck implements Check {
    @Override
    public List<Finding> findings(Patient patient) {
        var findings = new ArrayList<Finding>();
        for (ObservedPackage pkg : patient.state().packages()) {
            source(pkg, findings);
            recipe(pkg, patient, findings);
        }
        for (InstalledLink link : patient.state().links()) {
            if (link.dangles()) {
                findings.add(dangling(link, patient));
            }
            link.cell()
                    .filter(cell -> Files.isRegularFile(marker(cell, patient)))
                    .ifPresent(cell -> findings.add(disabled(cell, patient)));
        }
        return findings;
    }

    private static void source(ObservedPackage pkg, List<Finding> findings) {
        if (pkg.source().isEmpty() && pkg.recipe().isPresent()) {
            findings.add(Finding.of(
                    FindingKind.MISSING_SOURCE,
                    pkg.id(),
                    "there is no link to its source",
                    "What is built and installed stays, but it can't be built for another kernel.",
                    "'ckms apply', or uninstall, clean and "
                            + ShellCommand.of("ckms", "remove", pkg.id()).quoted()));
        }
        if (pkg.source().isPresent() && !pkg.sourceExists()) {
            findings.add(Finding.of(
                    FindingKind.MISSING_SOURCE,
                    pkg.id(),
                    "its source " + pkg.source().get() + " is gone",
                    "What is built and installed stays, but it can't be built for another kernel.",
                    "put the source back, or uninstall, clean and "
                            + ShellCommand.of("ckms", "remove", pkg.id()).quoted()));
        }
    }

    private static void recipe(ObservedPackage pkg, Patient patient, List<Finding> findings) {
        boolean isAnything =
                pkg.isAdded() || !pkg.built().isEmpty() || !pkg.installed().isEmpty();
        if (isAnything && pkg.recipe().isEmpty()) {
            findings.add(Finding.of(
                    FindingKind.MISSING_RECIPE,
                    pkg.id(),
                    "no recipe is stored",
                    "Without its ckms.ini nothing of it can be built or installed.",
                    "'ckms apply', or copy the recipe to "
                            + patient.settings().state().recipe(pkg.id())));
        } else if (pkg.recipe().isPresent()) {
            try {
                patient.recipes().evaluate(pkg.id(), patient.settings().recipeContext(patient.anyKernel()));
            } catch (IOException problem) {
                findings.add(Finding.of(
                        FindingKind.MISSING_RECIPE,
                        pkg.id(),
                        "its stored recipe can't be used: " + problem.getMessage(),
                        "As it is, nothing of it can be built or installed.",
                        "'ckms apply', or mend " + patient.settings().state().recipe(pkg.id())));
            }
        }
    }

    private static Finding dangling(InstalledLink link, Patient patient) {
        if (link.cell().isEmpty()) {
            return Finding.of(
                    FindingKind.DANGLING_LINK,
                    link.path(),
                    "points at " + link.target() + ", which is no build of that package",
                    "ckms makes no such link and does not read it.",
                    ShellCommand.of("rm", link.path()).toString());
        }
        Cell cell = link.cell().get();
        String what = "said to be installed, but its build is gone";
        // A record that can't be read may be one of this cell.
        boolean recorded = patient.records().unreadable().stream().anyMatch(record -> record.covers(cell))
                || patient.records().inventories().stream()
                        .anyMatch(inventory -> inventory.cell().equals(cell));
        if (recorded) {
            return Finding.of(
                    FindingKind.DANGLING_LINK,
                    cell,
                    what,
                    "Its modules may still be installed, but the build that they come from is gone.",
                    "'ckms apply', or " + Patient.command("uninstall", cell).quoted());
        }
        return Finding.mendable(
                FindingKind.DANGLING_LINK,
                cell,
                what,
                "Nothing of it is on record as installed either: only the link is left.",
                new Repair.Unlink(cell));
    }

    private static Path marker(Cell cell, Patient patient) {
        return new DisableMarker(patient.host(), patient.settings().roots().modules()).path(cell);
    }

    private static Finding disabled(Cell cell, Patient patient) {
        return Finding.of(
                FindingKind.DISABLED_BUT_INSTALLED,
                cell,
                "installed, but disabled on that kernel",
                "A marker in ckms-disable says that it must not be installed, as where a kernel brings the module itself.",
                Patient.command("uninstall", cell).quoted() + ", or delete " + marker(cell, patient));
    }
}
