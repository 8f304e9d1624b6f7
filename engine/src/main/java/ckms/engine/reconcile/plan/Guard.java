package ckms.engine.reconcile.plan;

/** Something that a plan does only if an option allows it. */
public enum Guard {
    /** Pruning the cells of a listed package whose kernel selector matches no kernel. */
    UNMATCHED("--prune-unmatched"),
    /** Pruning from the running kernel. */
    RUNNING("--prune-running"),
    /** Pruning more than half of what a manifest owns. */
    MOST("--prune-most"),
    /** Building again what failed in the compiler, though no input of the build has changed. */
    FAILED("--retry");

    private final String option;

    Guard(String option) {
        this.option = option;
    }

    /** Returns the command-line option that allows it. */
    public String option() {
        return option;
    }
}
