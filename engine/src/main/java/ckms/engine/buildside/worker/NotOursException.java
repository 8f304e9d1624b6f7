package ckms.engine.buildside.worker;

import java.io.IOException;

/** Thrown if what was read is no message of a ckms. */
final class NotOursException extends IOException {
    private static final long serialVersionUID = 1;

    NotOursException(String why) {
        super(why);
    }
}
