/**
 * How a command communicates with its caller: streams, the terminal, exit codes, and the exception that ends it. It may
 * use the engine's processes, {@code model} and the JDK.
 */
package ckms.cli.console;
