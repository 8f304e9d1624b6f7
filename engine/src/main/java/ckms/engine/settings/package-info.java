/**
 * What the command line and the configuration settle for one call. It may use {@code host}, {@code kernel} and {@code
 * store}; both sides stand on it.
 */
package ckms.engine.settings;
