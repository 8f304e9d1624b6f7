package ckms.engine.installside;

import ckms.engine.host.files.Digest;
import java.nio.file.Path;

/**
 * A file below the destination, with the digest of its contents.
 *
 * @param path relative to the destination, and never leading out of it
 * @param sha256 the SHA-256 digest of its contents
 */
public record InstalledFile(String path, String sha256) {
    /**
     * Makes a file.
     *
     * @throws IllegalArgumentException if the path leads out of the destination, or the digest can't be one
     */
    public InstalledFile {
        checked(path);
        if (!Digest.isOne(sha256)) {
            throw new IllegalArgumentException("'" + sha256 + "' is no SHA-256 digest");
        }
    }

    static void checked(String path) {
        Path file = Path.of(path);
        if (path.isEmpty() || file.isAbsolute() || file.startsWith("..") || !file.equals(file.normalize())) {
            throw new IllegalArgumentException("'" + path + "' leads out of the destination");
        }
    }
}
