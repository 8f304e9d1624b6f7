package ckms.cli.console;

/** How a command tells what became of it. */
public final class ExitCode {
    /** Done, or so already. */
    public static final int DONE = 0;
    /** An error before anything changed; for a classic verb, any error. */
    public static final int ERROR = 1;
    /** Wrong usage of a classic verb, or an unknown command. */
    public static final int CLASSIC_USAGE = 2;
    /** With {@code --detailed-exitcode}: changes are pending, or were made. */
    public static final int CHANGES = 2;
    /** A saved plan is stale. */
    public static final int STALE = 3;
    /** Not everything that is wanted was reached. */
    public static final int INCOMPLETE = 4;
    /** Wrong usage. */
    public static final int USAGE = 64;
    /** Another writer kept the lock. */
    public static final int BUSY = 75;

    private ExitCode() {}
}
