package ckms.engine.sign;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What modules are signed with.
 *
 * @param key the private key, PEM
 * @param certificate that of its public key, X.509 in DER or PEM
 */
public record SigningKey(Path key, Path certificate) {
    /** Whether both are there. */
    public boolean exists() {
        return Files.isRegularFile(key) && Files.isRegularFile(certificate);
    }

    /** The one that is not there. */
    public Path missing() {
        return Files.isRegularFile(key) ? certificate : key;
    }
}
