package ckms.engine.buildside;

import ckms.engine.buildside.hook.FirstError;
import ckms.engine.buildside.sign.Signature;
import ckms.engine.buildside.sign.Signer;
import ckms.engine.host.Host;
import ckms.engine.host.files.Digest;
import ckms.engine.host.files.RegularFile;
import ckms.engine.host.process.Command;
import ckms.engine.host.process.Printed;
import ckms.engine.inputs.Inputs;
import ckms.engine.kernel.module.ModuleCheck;
import ckms.engine.store.BuildRecord;
import ckms.engine.store.StateDirectory;
import ckms.model.recipe.KernelModule;
import ckms.model.recipe.Recipe;
import ckms.model.run.Failure;
import ckms.model.run.FailureKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** Takes the modules that a build left in its folder: copies, strips, checks and signs them. */
final class Registration {
    private final Host host;
    private final ModuleCheck check;
    private final BuildOrder order;
    private final Stage stage;
    private final Signer signer;
    private final Conditions conditions;

    Registration(Host host, BuildOrder order, Stage stage, Signer signer, Conditions conditions) {
        this.host = host;
        this.check = new ModuleCheck(host);
        this.order = order;
        this.stage = stage;
        this.signer = signer;
        this.conditions = conditions;
    }

    /**
     * Takes all modules of a recipe, and records the build; throws a {@link BuildFailedException} if a module is
     * missing or does not fit the kernel.
     */
    BuildRecord take(Recipe recipe, Inputs inputs) throws IOException, InterruptedException, BuildFailedException {
        var digests = new TreeMap<String, String>();
        for (KernelModule module : recipe.modules()) {
            if (conditions.holds(module.included(), "'if' of [module." + module.name() + "]")) {
                digests.put(module.file().toString(), take(module));
            }
        }
        if (digests.isEmpty()) {
            throw new BuildFailedException(
                    "no module would be built for this kernel: 'if' leaves out each module of the recipe");
        }
        String logged = Files.getLastModifiedTime(stage.result().resolve(StateDirectory.BUILD_LOG))
                .toString();
        return new BuildRecord(
                logged,
                order.owner(),
                digests,
                inputs,
                conditions.holds(recipe.initramfs(), "'initramfs' of [general]"));
    }

    private String take(KernelModule module) throws IOException, InterruptedException, BuildFailedException {
        Path from = stage.build().resolve(module.file());
        Path to = stage.result().resolve(module.file());
        if (!Files.isRegularFile(from)) {
            throw new BuildFailedException(nothingLeft(module));
        }
        boolean strips = conditions.holds(module.strip(), "'strip' of [module." + module.name() + "]");
        stage.make(to.getParent());
        RegularFile.read(
                from.toRealPath(), RegularFile.MOST, in -> Files.copy(in, to, StandardCopyOption.REPLACE_EXISTING));
        if (strips) {
            strip(to);
        }
        Files.setPosixFilePermissions(to, PosixFilePermissions.fromString("rw-r--r--"));
        Optional<String> complaint = check.complaint(module.fileName(), to, order.kernel());
        if (complaint.isPresent()) {
            throw new BuildFailedException(complaint.get());
        }
        Optional<Signature> signature = signer.sign(stage.fromState(to));
        if (signature.isPresent()) {
            signature.get().append(to);
        }
        return Digest.of(to);
    }

    /**
     * Tells why a module is missing. A hook that goes on after an error may still end with exit status 0; then only its
     * log tells the error.
     */
    private Failure nothingLeft(KernelModule module) throws IOException {
        Path log = stage.result().resolve(StateDirectory.BUILD_LOG);
        FirstError first = FirstError.in(log, stage.build());
        return new Failure(
                first.kind(),
                "the build left no " + module.file() + " in its folder; check 'path' of [module." + module.name()
                        + "], and what the build hook builds",
                first.kind() == FailureKind.OTHER ? "" : first.line(),
                log.toString());
    }

    /** Strips a module. The shell splits the command into words, as the configuration's author expects. */
    private void strip(Path module) throws IOException, InterruptedException, BuildFailedException {
        var words = List.of("/bin/sh", "-c", order.context().options().strip() + " \"$1\"", "sh", module.toString());
        Printed printed = host.processes()
                .print(new Command(words, stage.build(), host.environment())
                        .within(order.hookTimeout())
                        .within(order.confinement()));
        if (!printed.isGood()) {
            throw new BuildFailedException(Failure.of(
                    printed.kind(),
                    "'" + order.context().options().strip() + "' failed on " + module.getFileName() + ": "
                            + printed.said()));
        }
    }
}
