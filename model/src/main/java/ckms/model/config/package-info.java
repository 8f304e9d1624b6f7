/**
 * What the global configuration says, and its reader. It may use {@code model.ini} and the hooks of {@code
 * model.recipe}.
 */
package ckms.model.config;
