package ckms.engine.reconcile.plan;

/** What a plan does only when it is told to. */
public enum Guard {
    /** To prune what a listed package has, whose kernels match none. */
    UNMATCHED("--prune-unmatched"),
    /** To prune from the running kernel. */
    RUNNING("--prune-running"),
    /** To prune more than half of what a manifest owns. */
    MOST("--prune-most"),
    /** To build again what failed in the compiler, though nothing that it is made from has changed. */
    FAILED("--retry");

    private final String option;

    Guard(String option) {
        this.option = option;
    }

    /** The option that tells it to. */
    public String option() {
        return option;
    }
}
