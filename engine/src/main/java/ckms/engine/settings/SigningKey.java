package ckms.engine.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A private key that kernel modules are signed with, and its certificate.
 *
 * @param key the file of the private key, PEM
 * @param certificate the file of the certificate of its public key, X.509 in DER or PEM
 */
public record SigningKey(Path key, Path certificate) {
    /**
     * Tells why the key can't be used.
     *
     * @return a sentence about the file that is missing or can't be read; empty if the key can be used
     */
    public Optional<String> complaint() {
        for (Path file : List.of(key, certificate)) {
            if (!Files.isRegularFile(file)) {
                return Optional.of("there is no " + file);
            }
            if (!Files.isReadable(file)) {
                return Optional.of("you have no permission to read " + file);
            }
        }
        return Optional.empty();
    }

    /**
     * Says whether the permission bits of the private key's file let others than its owner read it.
     *
     * @throws IOException if the file can't be looked at
     */
    public boolean isReadableByOthers() throws IOException {
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(key);
        return permissions.contains(PosixFilePermission.GROUP_READ)
                || permissions.contains(PosixFilePermission.OTHERS_READ);
    }
}
