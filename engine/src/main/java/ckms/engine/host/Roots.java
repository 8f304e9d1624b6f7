package ckms.engine.host;

import ckms.engine.host.files.PathWalk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The root of the file system that is worked on: the host's own, or that of an image or a chroot. Links below another
 * root mean there what they mean to a process whose root it is, so that none leads out of it.
 *
 * @param root its folder, an absolute path with no link in it
 * @param modules the folder {@code /lib/modules} of this root, which has a folder of modules for each kernel
 */
public record Roots(Path root, Path modules) {
    private static final Path MODULES = Path.of("/lib/modules");

    /** The host's own root. */
    public static final Roots HOST = new Roots(Path.of("/"), MODULES);

    /**
     * Finds the root in a folder.
     *
     * @throws IOException if there is no such folder, or too many links lead to its {@code /lib/modules}
     */
    public static Roots at(Path folder) throws IOException {
        Path real = folder.toRealPath();
        return real.equals(HOST.root) ? HOST : new Roots(real, resolve(real, MODULES));
    }

    /** Says whether the root is another one than the host's own. */
    public boolean isOther() {
        return !equals(HOST);
    }

    /**
     * Translates an absolute path of this root into the path on the host. Below another root, no link is left in it;
     * what does not exist may follow.
     *
     * @throws IOException if there are too many links in it, as where they make a circle
     */
    public Path of(Path path) throws IOException {
        return isOther() ? resolve(root, path) : path;
    }

    /**
     * Resolves a path of the host that may lie below another root, where links are then followed as in {@link #of}.
     *
     * @return the path itself if it does not
     * @throws IOException if there are too many links in it, or it can't be compared with the root
     */
    public Path within(Path path) throws IOException {
        if (!isOther()) {
            return path;
        }
        Path whole = path.toAbsolutePath().normalize();
        if (whole.startsWith(root)) {
            return resolve(root, root.relativize(whole));
        }
        for (int names = 1; names <= whole.getNameCount(); names++) {
            Path above = whole.getRoot().resolve(whole.subpath(0, names));
            if (Files.isDirectory(above) && Files.isSameFile(above, root)) {
                return resolve(root, above.relativize(whole));
            }
        }
        return path;
    }

    /** Says whether a path without links is in another root than the host's own. */
    public boolean isIn(Path path) {
        return isOther() && path.startsWith(root);
    }

    /** Returns the root that a folder is in, whose paths are what a file in it would name: this one, or the host's. */
    public Roots around(Path folder) {
        return folder.startsWith(root) ? this : HOST;
    }

    /**
     * Names a path of the host for a file that is kept in this root, so that the name holds there wherever the root is
     * mounted, or when it is started: a relative name means a path outside of the root.
     */
    public Path name(Path path) {
        if (!isOther() || path.equals(modules)) {
            return isOther() ? MODULES : path;
        }
        return path.startsWith(root) ? HOST.root.resolve(root.relativize(path)) : root.relativize(path);
    }

    /**
     * Finds the path of the host for a {@link #name}, or for one that was kept as a path of the host.
     *
     * @throws IOException if there are too many links in it
     */
    public Path named(Path name) throws IOException {
        if (!isOther()) {
            return name;
        }
        if (!name.isAbsolute()) {
            return within(root.resolve(name).normalize());
        }
        return name.startsWith(root) ? within(name) : of(name);
    }

    /**
     * Returns a kernel's folder of modules, which need not exist.
     *
     * @throws IOException if there are too many links in its path
     */
    public Path modules(String release) throws IOException {
        return within(modules.resolve(release));
    }

    /**
     * Returns the path of a kernel's symbol table, {@code System.map}, which need not exist.
     *
     * @throws IOException if there are too many links in its path
     */
    public Path systemMap(String release) throws IOException {
        return of(Path.of("/boot/System.map-" + release));
    }

    private static Path resolve(Path root, Path path) throws IOException {
        return PathWalk.go(root, path, next -> true);
    }
}
