package ckms.engine.reconcile.run;

import ckms.engine.reconcile.desired.Declaration;
import ckms.model.Kernel;

/**
 * What one run is told beside its plan.
 *
 * @param declaration what the manifests say of the packages that it is for
 * @param kernel the kernel that hooks of steps on packages are told
 * @param force whether an uninstallation takes files that changed since, and goes on when a hook refuses
 * @param failFast whether nothing new begins once a step has failed
 */
public record RunOptions(Declaration declaration, Kernel kernel, boolean force, boolean failFast) {
    /** Those of somebody who does it by hand. */
    public static RunOptions byHand(Kernel kernel, boolean force) {
        return new RunOptions(Declaration.NONE, kernel, force, false);
    }
}
