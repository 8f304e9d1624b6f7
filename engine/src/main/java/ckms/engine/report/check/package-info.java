/**
 * Finds what is wrong with a file that the user wrote: a manifest, a recipe or a configuration. It may use {@code
 * reconcile.desired}, the check of a key in {@code buildside.sign}, and what is below.
 */
package ckms.engine.report.check;
