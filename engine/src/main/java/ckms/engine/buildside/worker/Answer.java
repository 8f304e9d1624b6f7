package ckms.engine.buildside.worker;

import ckms.engine.buildside.sign.Signature;
import ckms.engine.buildside.sign.SigningException;
import java.io.IOException;
import java.util.Optional;

/** An answer of root's process to {@link Reply.Sign}. */
sealed interface Answer extends Message {
    /**
     * Returns the signature; empty if modules are not signed.
     *
     * @throws SigningException if the module should have been signed and could not be
     */
    Optional<Signature> signature() throws IOException;

    /** The answer that has the signature. */
    record Signed(Signature made) implements Answer {
        @Override
        public Optional<Signature> signature() {
            return Optional.of(made);
        }
    }

    /** The answer that modules are not signed. */
    record NotSigned() implements Answer {
        @Override
        public Optional<Signature> signature() {
            return Optional.empty();
        }
    }

    /** The answer that the signing failed. */
    record SigningFailed(String sentence) implements Answer {
        @Override
        public Optional<Signature> signature() throws SigningException {
            throw new SigningException(sentence);
        }
    }
}
