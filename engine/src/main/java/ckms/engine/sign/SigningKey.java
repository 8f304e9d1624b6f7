package ckms.engine.sign;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

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
}
