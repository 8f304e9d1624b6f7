/**
 * What there is on the host, and what of it is not as it was made. It may use both sides' records, {@code store} and
 * what is below, and changes nothing.
 */
package ckms.engine.reconcile.observe;
