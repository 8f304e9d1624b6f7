package ckms.engine.state;

import ckms.model.Cell;
import ckms.model.Kernel;
import ckms.model.PackageId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/**
 * The layout of the state directory, which is the original's but for {@code .ckms}. Nobody else knows a path in it.
 *
 * <p>The original walks all folders, {@code .ckms} too, so nothing directly in a folder of {@code .ckms} may be called
 * {@code source} or be a folder named after a kernel release.
 *
 * @param root absolute, with no link in it
 */
public record StateDirectory(Path root) {
    /** The folder that is ours alone. */
    public static final String OWN = ".ckms";

    /** How a link to the installed version of a package begins. */
    static final String LINK = "kernel-";

    /** The folder of all versions of a package. */
    public Path versions(String name) {
        return root.resolve(name);
    }

    /** The folder of one version. */
    public Path version(PackageId pkg) {
        return versions(pkg.name()).resolve(pkg.version());
    }

    /** The link to the source tree. */
    public Path source(PackageId pkg) {
        return version(pkg).resolve("source");
    }

    /** The recipe, as it was when the package was added. */
    public Path recipe(PackageId pkg) {
        return version(pkg).resolve("ckms.ini");
    }

    /** What was built for a kernel. */
    public Path built(Cell cell) {
        return root.resolve(builtName(cell));
    }

    /** The same, from the root. */
    public Path builtName(Cell cell) {
        return Path.of(
                cell.pkg().name(),
                cell.pkg().version(),
                cell.kernel().release(),
                cell.kernel().machine());
    }

    /** The link that says which version is installed for a kernel. */
    public Path link(Cell cell) {
        return versions(cell.pkg().name()).resolve(linkName(cell.kernel()));
    }

    /** What {@link #link} says when this cell is the installed one. */
    public Path linkTarget(Cell cell) {
        return versions(cell.pkg().name()).relativize(built(cell));
    }

    static String linkName(Kernel kernel) {
        return LINK + kernel.release() + "-" + kernel.machine();
    }

    /** Our own folder. */
    public Path own() {
        return root.resolve(OWN);
    }

    /** The file that writers lock. */
    public Path lock() {
        return own().resolve("lock");
    }

    /** Who holds the lock; beside it, since closing the locked file would give the lock up. */
    public Path lockHolder() {
        return own().resolve("lock.holder");
    }

    /** A free name for making a link before it is moved into place. */
    public Path newLink() {
        return own().resolve("new-link");
    }

    /** A free name for what is moved out of the way. */
    public Path aside(Cell cell) {
        return own().resolve("aside").resolve(fileName(cell));
    }

    /**
     * The shadow state directory that a cell is built in. No {@code =} in it: make reads one in a dependency file as an
     * assignment, and then builds everything again each time that a hook calls it.
     */
    public StateDirectory stage(Cell cell) {
        return new StateDirectory(own().resolve("stage").resolve(fileName(cell)));
    }

    /** The build folder of a stage. */
    public Path build(PackageId pkg) {
        return version(pkg).resolve("build");
    }

    /** The digests of what was built, from the root. */
    public Path digestsName(Cell cell) {
        return Path.of(OWN, "digests", fileName(cell) + ".json");
    }

    /** A name for a file of ours about that cell. */
    public static String fileName(Cell cell) {
        return cell.pkg().name() + "@" + cell.pkg().version() + "@" + fileName(cell.kernel());
    }

    /** A name for a file of ours about that kernel. */
    public static String fileName(Kernel kernel) {
        return kernel.release() + "-" + kernel.machine();
    }

    /** The number of the user who owns it. */
    public int owner() throws IOException {
        return (Integer) Files.getAttribute(root, "unix:uid", LinkOption.NOFOLLOW_LINKS);
    }

    /** The number of its group. */
    public int group() throws IOException {
        return (Integer) Files.getAttribute(root, "unix:gid", LinkOption.NOFOLLOW_LINKS);
    }
}
