package ckms.cli.console;

import ckms.model.plan.Plan;
import ckms.model.run.RunReport;

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

    /**
     * Tells of a plan that is only shown.
     *
     * @param detailed whether it is to be told that something would be done
     */
    public static int ofPlan(Plan plan, boolean detailed) {
        return complete(!plan.misses(), !plan.isEmpty(), detailed);
    }

    /**
     * Tells of a plan that was run.
     *
     * @param detailed whether it is to be told that something was done
     */
    public static int ofRun(Plan plan, RunReport report, boolean detailed) {
        return complete(report.succeeded() && !plan.misses(), report.changed() > 0, detailed);
    }

    /** Tells of a command of the original's, for which the modules are what counts. */
    public static int ofVerb(RunReport report) {
        return report.succeededButForInitramfs() ? DONE : ERROR;
    }

    /** Tells of a look at a host. */
    public static int ofProblems(int problems) {
        return problems == 0 ? DONE : INCOMPLETE;
    }

    private static int complete(boolean isComplete, boolean isChange, boolean detailed) {
        if (!isComplete) {
            return INCOMPLETE;
        }
        return isChange && detailed ? CHANGES : DONE;
    }
}
