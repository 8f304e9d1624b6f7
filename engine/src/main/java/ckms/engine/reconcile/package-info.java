/**
 * The straight line, and its one door, the {@code Reconciler}: from manifests and a host to a plan, and from that to what
 * became of it. A hook at boot, a timer or a test comes in here, as the command line does. It may use both sides and what
 * is below.
 */
package ckms.engine.reconcile;
