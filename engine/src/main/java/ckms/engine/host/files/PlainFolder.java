package ckms.engine.host.files;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * Folders that are folders, and no links to others. Hooks work in folders where ckms then works too: what they put in
 * the place of one must not lead ckms elsewhere.
 */
public final class PlainFolder {
    private PlainFolder() {}

    /**
     * Makes a folder, and those between a base and it, where they do not exist.
     *
     * @param base a folder that is taken as it is; the other one is below it
     * @return the folder
     * @throws IOException if there is something else in the place of one, or it can't be made
     */
    public static Path make(Path base, Path folder) throws IOException {
        Path at = Files.createDirectories(base);
        for (Path name : base.relativize(folder)) {
            at = at.resolve(name);
            if (Files.exists(at, LinkOption.NOFOLLOW_LINKS)) {
                require(at);
            } else {
                Files.createDirectory(at);
            }
        }
        return folder;
    }

    /**
     * Requires that a folder, and those between a base and it, are folders.
     *
     * @param base a folder that is taken as it is; the other one is below it
     * @throws IOException if there is something else in the place of one, or one does not exist
     */
    public static void require(Path base, Path folder) throws IOException {
        Path at = base;
        for (Path name : base.relativize(folder)) {
            at = at.resolve(name);
            require(at);
        }
    }

    private static void require(Path at) throws IOException {
        if (!Files.readAttributes(at, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                .isDirectory()) {
            throw new FileSystemException(
                    at.toString(),
                    null,
                    "is not a folder, as where a hook put a link, through which nothing is written; move it away");
        }
    }
}
