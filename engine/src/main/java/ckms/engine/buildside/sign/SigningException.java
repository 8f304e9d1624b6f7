package ckms.engine.buildside.sign;

import java.io.IOException;

/** A module was to be signed and was not. */
public final class SigningException extends IOException {
    private static final long serialVersionUID = 1;

    /** The sentence names the module, and what went wrong. */
    public SigningException(String sentence) {
        super(sentence);
    }
}
