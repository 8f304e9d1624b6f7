package ckms.engine.buildside.sign;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Signs modules with a key that the hooks of recipes must not see. */
@FunctionalInterface
public interface Signer {
    /**
     * Makes the signature of a module.
     *
     * @param module its path, relative to the state directory's root
     * @return empty if modules are not signed
     * @throws SigningException if the module should be signed and can't be
     * @throws IOException if a file can't be read or written
     * @throws InterruptedException if the thread is interrupted while it waits
     */
    Optional<Signature> sign(Path module) throws IOException, InterruptedException;

    /** Makes a signer that signs nothing. */
    static Signer none() {
        return module -> Optional.empty();
    }
}
