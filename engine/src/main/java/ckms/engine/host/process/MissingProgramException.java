package ckms.engine.host.process;

import java.io.IOException;

/** Thrown if a program that is needed is not installed. */
public final class MissingProgramException extends IOException {
    private static final long serialVersionUID = 1;

    MissingProgramException(String program) {
        super("'" + program + "' is not installed, or not in PATH; install it and try again");
    }
}
