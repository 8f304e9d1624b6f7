/**
 * What commands print: documents of the engine as text, and runs as they get on. It may use {@code cli.console} and
 * the engine's values.
 */
package ckms.cli.render;
