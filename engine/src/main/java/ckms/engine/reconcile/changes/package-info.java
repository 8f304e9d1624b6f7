/**
 * Which builds are out of date. It may use {@code observe}, {@code desired}, {@code inputs}, the choice of a signing
 * key in {@code buildside.sign}, and what is below.
 */
package ckms.engine.reconcile.changes;
