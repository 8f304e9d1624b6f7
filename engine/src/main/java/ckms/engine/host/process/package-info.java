/** Runs programs and ends them. Processes are started here and nowhere else. It may use the JDK alone. */
package ckms.engine.host.process;
