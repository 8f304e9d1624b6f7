/**
 * What the manifests want on this host: here kernels are selected, dependencies and recipes checked, and conflicts
 * found. It may use {@code observe}, {@code graph}, {@code inputs}, {@code settings} and what is below.
 */
package ckms.engine.reconcile.desired;
