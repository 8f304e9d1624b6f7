package ckms.engine.run;

import ckms.model.Kernel;

/**
 * What one run is told beside its plan.
 *
 * @param owner the manifest that it is for; empty for a verb
 * @param kernel the kernel that hooks of steps on packages are told
 * @param force whether an uninstallation takes files that changed since, and goes on when a hook refuses
 */
public record RunOptions(String owner, Kernel kernel, boolean force) {}
