/**
 * What commands print: the engine's documents as text, and the progress of runs as text or JSON. It may use {@code
 * cli.console} and the engine's values.
 */
package ckms.cli.render;
