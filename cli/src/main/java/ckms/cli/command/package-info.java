/**
 * The commands: what each of them reads from the command line, asks the engine for, and prints. It may use {@code
 * cli.options}, {@code cli.render}, {@code cli.console} and the engine.
 */
package ckms.cli.command;
