package ckms.engine.run;

/**
 * What one run is told beside its plan.
 *
 * @param owner the manifest that it is for; empty for a verb
 * @param force whether an uninstallation takes files that changed since
 */
public record RunOptions(String owner, boolean force) {
    /** For a verb. */
    public static final RunOptions VERB = new RunOptions("", false);
}
