/**
 * Runs hooks: what they are told, their logs, and the first error in one. It may use {@code settings} and what is
 * below.
 */
package ckms.engine.buildside.hook;
