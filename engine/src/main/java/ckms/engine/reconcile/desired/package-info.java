/**
 * What the manifests want on this host: kernels selected, dependencies and recipes looked at, conflicts found. It may
 * use {@code observe}, {@code graph}, {@code inputs}, {@code settings} and what is below.
 */
package ckms.engine.reconcile.desired;
