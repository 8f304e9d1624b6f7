/**
 * What there is on the host, and what of it has changed since ckms made it. It may use the records of
 * {@code installside}, {@code store} and what is below, and changes nothing.
 */
package ckms.engine.reconcile.observe;
