package ckms.engine.report.doctor;

import ckms.engine.host.Host;
import ckms.engine.kernel.KernelConfig;
import ckms.engine.kernel.KernelTree;
import ckms.model.ShellCommand;
import ckms.model.plan.Finalizer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Finds programs that building and installing need and that are missing. */
final class ToolCheck implements Check {
    private static final int ROOT = 0;

    @Override
    public List<Finding> findings(Patient patient) throws IOException {
        var findings = new ArrayList<Finding>();
        for (Map.Entry<String, String> tool : needed(patient).entrySet()) {
            if (!patient.host().has(tool.getKey())) {
                findings.add(Finding.of(
                        FindingKind.MISSING_TOOL,
                        tool.getKey(),
                        "not found in " + patient.host().path(),
                        "Packages can't be built or installed without it.",
                        "install it; on Debian: " + ShellCommand.of("apt", "install", tool.getValue())));
            }
        }
        return findings;
    }

    /** Lists the programs that are needed, each with the Debian package that contains it. */
    private static Map<String, String> needed(Patient patient) throws IOException {
        Map<String, String> needed = new LinkedHashMap<>();
        boolean depmod = patient.settings().finalizers().contains(Finalizer.DEPMOD);
        if (depmod && patient.settings().depmodHook().isEmpty()) {
            needed.put("depmod", "kmod");
        }
        needed.put("modinfo", "kmod");
        needed.put("strip", "binutils");
        needed.put("make", "make");
        for (KernelTree kernel : patient.kernels()) {
            if (kernel.headers().isPresent()) {
                boolean clang = KernelConfig.of(kernel).toolchain().containsKey("LLVM");
                needed.put(clang ? "clang" : "gcc", clang ? "clang" : "gcc");
            }
        }
        if (isWorker(patient.host(), patient)) {
            needed.put("setpriv", "util-linux");
            needed.put("setsid", "util-linux");
        }
        return needed;
    }

    /** Says whether root has the building done by another user. */
    private static boolean isWorker(Host host, Patient patient) throws IOException {
        return host.isRoot() && patient.settings().state().owner() != ROOT;
    }
}
