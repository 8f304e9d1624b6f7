/**
 * The global configuration and its reader. It may use {@code model}, {@code model.ini} and the hooks of {@code
 * model.recipe}.
 */
package ckms.model.config;
