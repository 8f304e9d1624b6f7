package ckms.engine.report.doctor;

import ckms.engine.buildside.sign.KeyCheck;
import ckms.engine.buildside.sign.Signing;
import ckms.engine.kernel.KernelTree;
import ckms.engine.kernel.SignatureRule;
import ckms.engine.settings.ConfiguredKey;
import ckms.engine.settings.KeyComplaint;
import ckms.model.ShellCommand;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds signatures that the user or a kernel wishes for in vain. */
final class SigningCheck implements Check {
    private static final Path SYS = Path.of("/sys");
    private static final String KEY = "name a key with 'sign_key' in the configuration, and build anew";
    private static final String HEADERS = "mend its headers, or leave the key out, so that modules are not signed";

    @Override
    public List<Finding> findings(Patient patient) throws IOException, InterruptedException {
        var findings = new ArrayList<Finding>();
        Optional<ConfiguredKey> key = patient.settings().signingKey();
        Optional<KeyComplaint> complaint =
                key.isPresent() ? new KeyCheck(patient.host()).complaint(key.get()) : Optional.empty();
        if (complaint.isPresent() && !complaint.get().isOfUser()) {
            findings.add(unusable(key.orElseThrow(), complaint.get()));
        }
        for (KernelTree kernel : patient.kernels()) {
            findings.addAll(ofKernel(kernel, complaint.isEmpty(), patient));
        }
        return findings.stream().distinct().toList();
    }

    private static Finding unusable(ConfiguredKey key, KeyComplaint why) {
        return Finding.of(
                FindingKind.UNUSABLE_KEY,
                key.origin(),
                why.sentence(),
                "Nothing is built where modules are to be signed with that key.",
                "see to the key, or leave the option out, so that modules are not signed");
    }

    private static List<Finding> ofKernel(KernelTree kernel, boolean isKeyGood, Patient patient) throws IOException {
        if (kernel.headers().isEmpty()) {
            return List.of();
        }
        Signing signing = Signing.of(patient.host(), kernel, patient.settings().signingKey());
        Optional<String> unmet = signing.unmet();
        if (signing instanceof Signing.Impossible) {
            return isKeyGood ? List.of(unsigned(kernel, unmet.orElseThrow(), HEADERS)) : List.of();
        }
        if (unmet.isPresent()) {
            return List.of(unsigned(kernel, unmet.get(), KEY));
        }
        if (signing instanceof Signing.Wanted wanted) {
            return exposed(wanted).stream().toList();
        }
        return signing instanceof Signing.Unwanted unwanted && isRunning(kernel, patient)
                ? enforced(kernel, unwanted).stream().toList()
                : List.of();
    }

    private static Finding unsigned(KernelTree kernel, String unmet, String mend) {
        return Finding.of(
                FindingKind.UNSIGNED_KERNEL,
                kernel.kernel(),
                unmet,
                "What is built for it is of no use to it, or can't be built.",
                mend);
    }

    /** Finds a key that others can read; kernels that share it have the same finding. */
    private static Optional<Finding> exposed(Signing.Wanted wanted) {
        return wanted.key()
                .key()
                .inFile()
                .filter(file -> wanted.exposed())
                .map(file -> Finding.of(
                        FindingKind.PERMISSIONS,
                        file,
                        "others than root can read it",
                        "Modules are signed with this key, and hooks can read it, too.",
                        ShellCommand.of("chmod", "go-rwx", file).toString()));
    }

    private static boolean isRunning(KernelTree kernel, Patient patient) {
        return patient.machine().running().equals(Optional.of(kernel.kernel()));
    }

    private static Optional<Finding> enforced(KernelTree kernel, Signing.Unwanted unwanted) throws IOException {
        return SignatureRule.reason(SYS)
                .map(rule -> Finding.of(
                        FindingKind.SIGNATURES_ENFORCED,
                        kernel.kernel(),
                        rule + ", so that it loads only modules that are signed, and those built for it are not: "
                                + unwanted.reason(),
                        "It does not load what is built for it as long as that is so.",
                        KEY));
    }
}
