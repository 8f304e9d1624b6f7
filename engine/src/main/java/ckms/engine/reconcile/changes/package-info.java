/**
 * Which builds are not what would be built now. It may use {@code observe}, {@code desired}, {@code inputs} and the
 * choice of a key.
 */
package ckms.engine.reconcile.changes;
