package ckms.engine.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The root of the file system that is worked on: the host's own, or that of an image or a chroot.
 *
 * @param root absolute
 */
public record Roots(Path root) {
    /** The host's own. */
    public static final Roots HOST = new Roots(Path.of("/"));

    /** Whether it is not the host's own. */
    public boolean isOther() {
        return !equals(HOST);
    }

    /** Where an absolute path of that system is on the host. */
    public Path of(Path path) {
        return root.resolve(Path.of("/").relativize(path).toString());
    }

    /** The folder with a folder of modules for each kernel. */
    public Path modules() {
        return of(Path.of("/lib/modules"));
    }

    /** The kernel's table of symbols, which need not exist. */
    public Path systemMap(String release) {
        return of(Path.of("/boot/System.map-" + release));
    }

    /** Where a link leads: an absolute target is meant within that root, where it exists there. */
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
