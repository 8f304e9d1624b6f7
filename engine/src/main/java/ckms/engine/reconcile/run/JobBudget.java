package ckms.engine.reconcile.run;

/**
 * The number of jobs that may run at once, and how many of them steps have. Each step that runs has at least one. Free
 * jobs go to the makes of builds through the job server, and come back when a step needs them.
 */
final class JobBudget {
    private final int total;
    private int taken;

    /**
     * Makes a budget.
     *
     * @param total the number of jobs, at least 1
     */
    JobBudget(int total) {
        this.total = total;
    }

    int free() {
        return total - taken;
    }

    /**
     * Gives a step its jobs.
     *
     * @param counts whether the step uses all jobs that it is given
     * @param others how many more steps are ready to begin, and should have their part
     * @return how many jobs the step is given
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
