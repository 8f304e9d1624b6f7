/**
 * What the command line, the configuration and the defaults settle. It may use {@code cli.console}, {@code cli.render}
 * and the engine.
 */
package ckms.cli.options;
