package ckms.engine.reconcile.run;

/**
 * How many jobs may run at once, and how many of them steps have. Each step that runs has one at least. What a step
 * leaves free goes to the makes of builds over the job server, and comes back when a step needs it.
 */
final class JobBudget {
    private final int total;
    private int taken;

    /** A budget of so many jobs, at least one. */
    JobBudget(int total) {
        this.total = total;
    }

    int free() {
        return total - taken;
    }

    /**
     * Gives a step its jobs.
     *
     * @param counts whether it uses all that it is given
     * @param others how many more steps are ready to begin, which are to have their part
     */
    int take(boolean counts, int others) {
        int jobs = counts ? Math.max(1, free() / (1 + others)) : 1;
        taken += jobs;
        return jobs;
    }

    void giveBack(int jobs) {
        taken -= jobs;
    }
}
