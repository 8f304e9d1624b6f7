package ckms.engine.installside;

import java.nio.file.Path;

/**
 * A file below the destination.
 *
 * @param path from the destination, never leading out of it
 * @param sha256 of its contents
 */
public record InstalledFile(String path, String sha256) {
    /** Throws an {@link IllegalArgumentException} where the path leads out. */
    public InstalledFile {
        checked(path);
    }

    static void checked(String path) {
        Path file = Path.of(path);
        if (file.isAbsolute() || file.startsWith("..") || !file.equals(file.normalize())) {
            throw new IllegalArgumentException("'" + path + "' leads out of the destination");
        }
    }
}
