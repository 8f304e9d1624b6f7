/**
 * Runs hooks: their environment, their logs, and the first error in a log. It may use {@code settings} and what is
 * below.
 */
package ckms.engine.buildside.hook;
