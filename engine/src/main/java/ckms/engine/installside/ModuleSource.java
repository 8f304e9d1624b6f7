package ckms.engine.installside;

import ckms.engine.host.Host;
import ckms.engine.host.files.AtomicWrite;
import ckms.engine.host.files.Below;
import ckms.engine.host.files.Digest;
import ckms.engine.host.process.Command;
import ckms.engine.host.process.Printed;
import ckms.engine.kernel.module.Compression;
import ckms.engine.kernel.module.ModuleCheck;
import ckms.engine.store.BuildRecord;
import ckms.engine.store.StateDirectory;
import ckms.model.recipe.KernelModule;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;

/** Brings checked copies of modules from the state directory, which another user may own. */
final class ModuleSource {
    private final Host host;
    private final StateDirectory state;
    private final ModuleCheck check;

    ModuleSource(Host host, StateDirectory state) {
        this.host = host;
        this.state = state;
        this.check = new ModuleCheck(host);
    }

    /**
     * Copies a module that was built, checks the copy and compresses it.
     *
     * @param target the name that the file will get; until then it is {@linkplain Placement#beside beside} it
     * @return the digest of the file that was made
     */
    String bring(InstallOrder order, KernelModule module, Path target)
            throws IOException, InterruptedException, InstallFailedException {
        Path plain = Placement.plain(target);
        Path built = state.builtName(order.cell()).resolve(module.file());
        try {
            String digest = new Below(state.root()).read(built, in -> {
                try (OutputStream out = create(plain)) {
                    return Digest.copy(in, out);
                }
            });
            checkDigest(module, order.built(), digest);
            Optional<String> complaint = check.complaint(module.fileName(), plain, order.kernel());
            if (complaint.isPresent()) {
                throw new InstallFailedException(complaint.get());
            }
            Path made = Placement.beside(target);
            if (order.compression() == Compression.NONE) {
                Files.move(plain, made);
            } else {
                compress(order.compression(), plain, made);
            }
            // Not before: until its digest is known, it may be a copy of what others may not read.
            Files.setPosixFilePermissions(made, PosixFilePermissions.fromString("rw-r--r--"));
            AtomicWrite.sync(made);
            return Digest.of(made);
        } finally {
            Files.deleteIfExists(plain);
        }
    }

    private static void checkDigest(KernelModule module, Optional<BuildRecord> built, String digest)
            throws InstallFailedException {
        if (built.isPresent() && !built.get().digest(module.file()).equals(Optional.of(digest))) {
            throw new InstallFailedException(module.fileName()
                    + " is not the file that was built: its digest is not the recorded one; build it again");
        }
    }

    private void compress(Compression compression, Path plain, Path made)
            throws IOException, InterruptedException, InstallFailedException {
        var command =
                new Command(compression.compress(), Path.of("/"), host.environment(), plain).atMost(Command.SHORT);
        try (OutputStream out = create(made)) {
            Printed compressed = host.processes().filter(command, (bytes, length) -> out.write(bytes, 0, length));
            if (!compressed.isGood()) {
                throw new InstallFailedException("'" + String.join(" ", command.words()) + "' ended with exit status "
                        + compressed.exit() + (compressed.said().isEmpty() ? "" : ": " + compressed.said()));
            }
        }
    }

    /** Makes a new file that only this user may read. */
    private static OutputStream create(Path file) throws IOException {
        var ours = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        return Channels.newOutputStream(
                Files.newByteChannel(file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), ours));
    }
}
