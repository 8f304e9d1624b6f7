package ckms.engine.plan;

/** What prune does only when it is told to. */
public enum PruneGuard {
    /** To remove what a listed package has, whose kernels match none. */
    UNMATCHED("--prune-unmatched"),
    /** To remove from the running kernel. */
    RUNNING("--prune-running"),
    /** To remove more than half of what a manifest owns. */
    MOST("--prune-most");

    private final String option;

    PruneGuard(String option) {
        this.option = option;
    }

    /** The option that tells it to. */
    public String option() {
        return option;
    }
}
