/**
 * Writes files so that nobody sees half of one, reads what somebody else may be changing, and tells whether files are
 * still the same. It may use the JDK and {@code model}.
 */
package ckms.engine.host.files;
