/**
 * The one executor, for CKMS commands and manifests alike; what does single steps; and the writer, which holds the lock
 * of the state directory. It may use both sides, {@code buildside} and {@code installside}, and what is below, but not
 * {@code plan}.
 */
package ckms.engine.reconcile.run;
