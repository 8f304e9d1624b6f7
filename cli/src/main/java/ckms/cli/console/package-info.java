/**
 * How a command talks with who called it: streams, the terminal, exit codes, and the refusal that ends one. It may use
 * the engine's processes, {@code model} and the JDK.
 */
package ckms.cli.console;
