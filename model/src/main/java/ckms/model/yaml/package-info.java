/**
 * Reads YAML as nodes with exact places. Jackson and SnakeYAML are used here and nowhere else in this module. It may
 * use {@code model} alone.
 */
package ckms.model.yaml;
