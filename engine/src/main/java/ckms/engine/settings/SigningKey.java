package ckms.engine.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What modules are signed with.
 *
 * @param key the private key, PEM
 * @param certificate that of its public key, X.509 in DER or PEM
 */
public record SigningKey(Path key, Path certificate) {
    /** Why it can't be used; empty where it can. */
    public Optional<String> complaint() {
        for (Path file : List.of(key, certificate)) {
            if (!Files.isRegularFile(file)) {
                return Optional.of("there is no " + file);
            }
            if (!Files.isReadable(file)) {
                return Optional.of("you may not read " + file);
            }
        }
        return Optional.empty();
    }

    /** Whether others than its owner can read the private key, as far as its own mode tells. */
    public boolean isReadableByOthers() throws IOException {
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(key);
        return permissions.contains(PosixFilePermission.GROUP_READ)
                || permissions.contains(PosixFilePermission.OTHERS_READ);
    }
}
