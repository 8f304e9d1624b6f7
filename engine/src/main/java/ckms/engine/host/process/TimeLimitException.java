package ckms.engine.host.process;

import java.io.IOException;
import java.time.Duration;

/** Thrown if a process was ended because it ran longer than its limit. */
public final class TimeLimitException extends IOException {
    private static final long serialVersionUID = 1;

    private final String reason;

    TimeLimitException(String program, Command.Limit limit) {
        this(
                program,
                "was ended because it ran for more than " + words(limit.longest())
                        + (limit.isHook() ? "; see --hook-timeout" : ""));
    }

    private TimeLimitException(String program, String reason) {
        super("'" + program + "' " + reason);
        this.reason = reason;
    }

    /** Returns why the process was ended, as words that follow its name. */
    public String reason() {
        return reason;
    }

    private static String words(Duration limit) {
        return limit.toMinutes() >= 120 ? limit.toHours() + " hours" : limit.toSeconds() + " seconds";
    }
}
