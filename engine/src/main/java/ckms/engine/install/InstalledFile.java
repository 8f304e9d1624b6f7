package ckms.engine.install;

/**
 * A file below the destination.
 *
 * @param path from the destination
 * @param sha256 of its contents
 */
public record InstalledFile(String path, String sha256) {}
