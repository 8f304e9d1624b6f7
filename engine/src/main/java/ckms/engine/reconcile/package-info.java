/**
 * The straight line from manifests and a host to a plan, and from the plan to a report. All callers come in by one
 * door, the {@code Reconciler}. It may use both sides, {@code buildside} and {@code installside}, and what is below.
 */
package ckms.engine.reconcile;
