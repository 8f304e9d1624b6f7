/**
 * Runs programs and ends them. Processes are started here and nowhere else. It may use {@code host.files} and
 * {@code model}.
 */
package ckms.engine.host.process;
