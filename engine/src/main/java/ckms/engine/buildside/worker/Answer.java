package ckms.engine.buildside.worker;

import ckms.engine.buildside.sign.Signature;
import ckms.engine.buildside.sign.SigningException;
import java.io.IOException;
import java.util.Optional;

/** What root's process answers to {@link Reply.Sign}. */
sealed interface Answer extends Message {
    /**
     * The signature; empty where modules are not signed.
     *
     * @throws SigningException where the module should have been signed and was not
     */
    Optional<Signature> signature() throws IOException;

    /** Here is one. */
    record Signed(Signature made) implements Answer {
        @Override
        public Optional<Signature> signature() {
            return Optional.of(made);
        }
    }

    /** Modules are not signed. */
    record NotSigned() implements Answer {
        @Override
        public Optional<Signature> signature() {
            return Optional.empty();
        }
    }

    /** It went wrong. */
    record SigningFailed(String sentence) implements Answer {
        @Override
        public Optional<Signature> signature() throws SigningException {
            throw new SigningException(sentence);
        }
    }
}
