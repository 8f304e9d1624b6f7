package ckms.engine.host.process;

import java.io.IOException;

/** Thrown if a program must not run without a sandbox, and there is none. */
public final class NoSandboxException extends IOException {
    private static final long serialVersionUID = 1;

    private final String complaint;

    NoSandboxException(String complaint) {
        super("the configuration requires a sandbox, and there is none (" + complaint
                + "); install bubblewrap and allow user namespaces, or set 'sandbox = auto' in its section [ckms]");
        this.complaint = complaint;
    }

    /** Returns why there is no sandbox. */
    public String complaint() {
        return complaint;
    }
}
