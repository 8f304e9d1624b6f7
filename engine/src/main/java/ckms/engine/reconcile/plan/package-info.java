/**
 * The planner: how to get from what there is to what is wanted, in which order, and what is in the way. All of it is
 * functions from values to values. It may use {@code graph}, and the values of {@code observe}, {@code desired} and
 * what is below; it touches no host, no file and no settings.
 */
package ckms.engine.reconcile.plan;
