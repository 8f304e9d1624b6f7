/**
 * What it takes to write files so that nobody sees half of one, to read what somebody else may be changing, and to
 * tell whether files are still the same. It may use the JDK alone.
 */
package ckms.engine.host.files;
