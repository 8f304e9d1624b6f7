package ckms.engine.report.doctor;

import ckms.engine.installside.Inventory;
import ckms.engine.reconcile.Repair;
import ckms.model.Kernel;
import ckms.model.PackageId;
import ckms.model.plan.Finalizer;
import ckms.model.plan.Step;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Finds kernels that still need depmod or a new initramfs since their modules changed, and what is left of kernels that
 * are gone.
 */
final class KernelCheck implements Check {
    private static final String REASON = "did not run after the last change";

    @Override
    public List<Finding> findings(Patient patient) throws IOException {
        var findings = new ArrayList<Finding>();
        Set<Finalizer> possible = patient.settings().finalizers();
        for (Map.Entry<Kernel, Set<Finalizer>> mark : patient.records().marks().entrySet()) {
            for (Finalizer finalizer : mark.getValue()) {
                if (!patient.has(mark.getKey().release())) {
                    findings.add(goneMark(mark.getKey(), finalizer));
                } else if (patient.writer().isEmpty()) {
                    findings.add(unfinished(mark.getKey(), finalizer, possible.contains(finalizer)));
                }
            }
        }
        gone(patient)
                .forEach((kernel, packages) -> findings.add(Finding.of(
                        FindingKind.GONE_KERNEL,
                        kernel,
                        "gone, but " + Patient.count(packages.size(), "package") + " still built or installed for it: "
                                + String.join(
                                        ", ",
                                        packages.stream()
                                                .map(PackageId::toString)
                                                .toList()),
                        "What was made for kernels that are no longer installed only takes up space.",
                        "ckms gc")));
        return findings;
    }

    private static Finding goneMark(Kernel kernel, Finalizer finalizer) {
        return Finding.mendable(
                FindingKind.GONE_KERNEL_MARK,
                kernel,
                "gone, but marked as waiting for " + word(finalizer),
                "The mark was left when the kernel went.",
                new Repair.Unmark(kernel, finalizer));
    }

    private static Finding unfinished(Kernel kernel, Finalizer finalizer, boolean possible) {
        String what = word(finalizer) + " did not run since its modules changed";
        String meaning = finalizer == Finalizer.DEPMOD
                ? "The kernel does not find its new modules, or looks for old ones."
                : "What starts before the root file system is there still gets the old modules.";
        if (possible) {
            Step.OnKernel step = finalizer == Finalizer.DEPMOD
                    ? new Step.Depmod(kernel, REASON)
                    : new Step.RefreshInitramfs(kernel, List.of(), REASON);
            return Finding.mendable(FindingKind.UNFINISHED_KERNEL, kernel, what, meaning, new Repair.Late(step));
        }
        return Finding.of(
                FindingKind.UNFINISHED_KERNEL,
                kernel,
                what,
                meaning,
                "'ckms doctor --fix' on the host itself, without -d and -D"
                        + (finalizer == Finalizer.DEPMOD ? "" : ", where it has an initramfs hook"));
    }

    private static String word(Finalizer finalizer) {
        return finalizer == Finalizer.DEPMOD
                ? "depmod"
                : "the " + finalizer.name().toLowerCase(Locale.ROOT) + " refresh";
    }

    private static SortedMap<Kernel, Set<PackageId>> gone(Patient patient) {
        SortedMap<Kernel, Set<PackageId>> gone = new TreeMap<>();
        patient.state().packages().forEach(pkg -> {
            pkg.built().forEach(kernel -> add(kernel, pkg.id(), gone));
            pkg.installed().forEach(kernel -> add(kernel, pkg.id(), gone));
        });
        for (Inventory inventory : patient.inventories()) {
            add(inventory.cell().kernel(), inventory.cell().pkg(), gone);
        }
        gone.keySet().removeIf(kernel -> patient.has(kernel.release()));
        return gone;
    }

    private static void add(Kernel kernel, PackageId pkg, SortedMap<Kernel, Set<PackageId>> to) {
        to.computeIfAbsent(kernel, any -> new TreeSet<>()).add(pkg);
    }
}
