/**
 * Reads YAML as nodes with exact places. Jackson and SnakeYAML are used here and nowhere else in this module. The
 * package may use only {@code model}.
 */
package ckms.model.yaml;
