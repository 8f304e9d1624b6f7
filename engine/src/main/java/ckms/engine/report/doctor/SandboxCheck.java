package ckms.engine.report.doctor;

import ckms.engine.buildside.worker.BuildSides;
import ckms.engine.host.process.Sandbox;
import ckms.engine.settings.Settings;
import ckms.model.config.Sandboxing;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Finds out why what recipes run can't be kept in a sandbox. */
final class SandboxCheck implements Check {
    private static final int ROOT = 0;

    @Override
    public List<Finding> findings(Patient patient) throws IOException, InterruptedException {
        Settings settings = patient.settings();
        if (settings.config().sandbox() == Sandboxing.OFF) {
            return List.of();
        }
        boolean anothers = patient.host().isRoot() && settings.state().owner() != ROOT;
        List<String> as = anothers ? BuildSides.asOwner(settings.state()) : List.of();
        Optional<String> complaint = Sandbox.find(
                        patient.host().processes(), patient.host().path(), as)
                .complaint();
        boolean required = settings.config().sandbox() == Sandboxing.REQUIRE;
        return complaint.stream()
                .map(why -> Finding.of(
                        required ? FindingKind.MISSING_SANDBOX : FindingKind.NO_SANDBOX,
                        "sandbox",
                        "there is none: " + why,
                        required
                                ? "The configuration requires one, so nothing of a recipe runs."
                                : "Hooks run without, and could disturb each other and this user's other files.",
                        "install bubblewrap, and allow user namespaces (sysctl user.max_user_namespaces,"
                                + " kernel.unprivileged_userns_clone, AppArmor's restriction of them)"))
                .toList();
    }
}
