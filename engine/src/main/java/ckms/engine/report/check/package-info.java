/**
 * Finds what is wrong with a file that the user wrote: a manifest, a recipe or a configuration. It may use {@code
 * reconcile.desired} and what is below.
 */
package ckms.engine.report.check;
