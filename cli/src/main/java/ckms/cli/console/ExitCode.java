package ckms.cli.console;

import ckms.model.plan.Plan;
import ckms.model.run.RunReport;

/** The exit codes of ckms, and which results they stand for. */
public final class ExitCode {
    /** The work is done, or there was nothing to do. */
    public static final int DONE = 0;
    /** An error before anything changed; for a command of the original CKMS, any error. */
    public static final int ERROR = 1;
    /** Wrong usage of a command of the original CKMS, or an unknown command. */
    public static final int CLASSIC_USAGE = 2;
    /** With {@code --detailed-exitcode}: changes are pending, or were made. */
    public static final int CHANGES = 2;
    /** A saved plan is stale: by now, something else would be done. */
    public static final int STALE = 3;
    /** Not everything that is wanted was reached, or doctor found problems. */
    public static final int INCOMPLETE = 4;
    /** Wrong usage of any other command; {@code EX_USAGE} of {@code sysexits.h}. */
    public static final int USAGE = 64;
    /** Another ckms kept the state directory's lock; {@code EX_TEMPFAIL} of {@code sysexits.h}. */
    public static final int BUSY = 75;

    private ExitCode() {}

    /**
     * Returns the exit code for a plan that is only shown.
     *
     * @param detailed whether {@link #CHANGES} tells that something would be done
     */
    public static int ofPlan(Plan plan, boolean detailed) {
        return complete(!plan.misses(), !plan.isEmpty(), detailed);
    }

    /**
     * Returns the exit code for a plan that was run.
     *
     * @param detailed whether {@link #CHANGES} tells that something was done
     */
    public static int ofRun(Plan plan, RunReport report, boolean detailed) {
        return complete(report.succeeded() && !plan.misses(), report.changed() > 0, detailed);
    }

    /** Returns the exit code for a command of the original CKMS; a failed refresh of an initramfs does not count. */
    public static int ofVerb(RunReport report) {
        return report.succeededButForInitramfs() ? DONE : ERROR;
    }

    /** Returns the exit code for a number of problems that doctor found. */
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
