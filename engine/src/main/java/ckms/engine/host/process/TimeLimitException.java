package ckms.engine.host.process;

import java.io.IOException;
import java.time.Duration;

/** Thrown if a process was ended because it ran longer than its limit. */
public final class TimeLimitException extends IOException {
    private static final long serialVersionUID = 1;

    TimeLimitException(Duration limit) {
        super("was ended because it ran for more than " + words(limit) + "; see --hook-timeout");
    }

    private static String words(Duration limit) {
        return limit.toMinutes() >= 120 ? limit.toHours() + " hours" : limit.toSeconds() + " seconds";
    }
}
