package ckms.engine.buildside.sign;

import java.io.IOException;

/** Thrown if a module should be signed and can't be. */
public final class SigningException extends IOException {
    private static final long serialVersionUID = 1;

    /** Makes an exception with a sentence that names the module and what went wrong. */
    public SigningException(String sentence) {
        super(sentence);
    }
}
