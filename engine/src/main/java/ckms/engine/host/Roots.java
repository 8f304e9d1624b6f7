package ckms.engine.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The root of the file system that is worked on: the host's own, or that of an image or a chroot.
 *
 * @param root its folder, an absolute path
 */
public record Roots(Path root) {
    /** The host's own root. */
    public static final Roots HOST = new Roots(Path.of("/"));

    /** Says whether the root is another one than the host's own. */
    public boolean isOther() {
        return !equals(HOST);
    }

    /**
     * Translates an absolute path below this root into the path on the host.
     *
     * @throws IllegalArgumentException if the path is relative
     */
    public Path of(Path path) {
        return root.resolve(Path.of("/").relativize(path).toString());
    }

    /** Returns the folder {@code /lib/modules} below this root, which has a folder of modules for each kernel. */
    public Path modules() {
        return of(Path.of("/lib/modules"));
    }

    /** Returns the path of a kernel's symbol table, {@code System.map}, which need not exist. */
    public Path systemMap(String release) {
        return of(Path.of("/boot/System.map-" + release));
    }

    /**
     * Follows a symbolic link one step: an absolute target is looked for below this root first.
     *
     * @return the path itself if it is no link
     * @throws IOException if the link can't be read
     */
    public Path follow(Path link) throws IOException {
        if (!Files.isSymbolicLink(link)) {
            return link;
        }
        Path target = Files.readSymbolicLink(link);
        if (target.isAbsolute() && Files.exists(of(target))) {
            return of(target);
        }
        return link.resolveSibling(target).normalize();
    }
}
