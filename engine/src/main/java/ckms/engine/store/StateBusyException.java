package ckms.engine.store;

import java.io.IOException;

/** Thrown if another writer still held the lock when the time to wait was over. */
public final class StateBusyException extends IOException {
    private static final long serialVersionUID = 1;

    /** Makes the exception; the sentence names what is locked, and who holds the lock. */
    public StateBusyException(String sentence) {
        super(sentence);
    }
}
