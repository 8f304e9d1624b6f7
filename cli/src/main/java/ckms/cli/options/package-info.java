/**
 * The options of all commands, and the settings that follow from them, the configuration and the defaults. It may use
 * {@code cli.console}, {@code cli.render} and the engine.
 */
package ckms.cli.options;
