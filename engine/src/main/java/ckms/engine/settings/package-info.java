/**
 * The settings of one call, from the command line and the configuration. It may use {@code host}, {@code kernel} and
 * {@code store}; {@code buildside}, {@code installside} and all above them may use it.
 */
package ckms.engine.settings;
