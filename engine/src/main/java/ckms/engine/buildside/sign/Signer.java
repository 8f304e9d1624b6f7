package ckms.engine.buildside.sign;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Signs modules with a key that hooks of recipes are not to see. */
@FunctionalInterface
public interface Signer {
    /**
     * The signature of a module.
     *
     * @param module from the state directory's root
     * @return empty where modules are not to be signed
     * @throws SigningException where it should have been signed and was not
     */
    Optional<Signature> sign(Path module) throws IOException, InterruptedException;

    /** Signs nothing. */
    static Signer none() {
        return module -> Optional.empty();
    }
}
