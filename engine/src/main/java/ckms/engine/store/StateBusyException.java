package ckms.engine.store;

import java.io.IOException;

/** Another writer held the lock for longer than we were to wait. */
public final class StateBusyException extends IOException {
    private static final long serialVersionUID = 1;

    /** The sentence names the directory and who holds it. */
    public StateBusyException(String sentence) {
        super(sentence);
    }
}
