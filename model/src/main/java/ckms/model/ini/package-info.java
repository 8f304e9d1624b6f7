/**
 * Reads ini files in the dialect of CPython's {@code configparser}, with the place of everything in them. ini4j is
 * used here and nowhere else. The package may use only {@code model}.
 */
package ckms.model.ini;
