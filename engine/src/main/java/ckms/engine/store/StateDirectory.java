package ckms.engine.store;

import ckms.engine.host.files.Entries;
import ckms.model.Cell;
import ckms.model.Kernel;
import ckms.model.PackageId;
import ckms.model.recipe.Hook;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The layout of the state directory: that of the original CKMS, and a folder {@code .ckms} in it. No other class knows
 * a path in it.
 *
 * <p>The original CKMS walks all folders, {@code .ckms} too, so nothing directly in a folder of {@code .ckms} may be
 * called {@code source} or be a folder named after a kernel release.
 *
 * @param root an absolute path, with no link in it
 */
public record StateDirectory(Path root) {
    /** The name of the folder that the original CKMS does not have. */
    public static final String OWN = ".ckms";

    /** The path of the build hook's log, in the folder of what was built. */
    public static final Path BUILD_LOG = Path.of("logs", "build.log");

    /** The name of Kbuild's file of the symbols that modules export, in the folder of what was built. */
    public static final String SYMBOLS = "Module.symvers";

    private static final String STAGE = "stage";
    private static final String ASIDE = "aside";
    private static final String BUILT = "built";
    private static final String LOGS = "logs";
    private static final String OWNED = "owned";
    private static final String FAILED = "failed";
    private static final String TOOK = "took";
    private static final String CACHE = "cache";

    /** The names of the folders in {@link #own}. */
    static final List<String> FOLDERS = List.of(STAGE, ASIDE, BUILT, LOGS, OWNED, FAILED, TOOK, CACHE, SetAside.FOLDER);

    /** The beginning of the name of a link to the installed version of a package. */
    static final String LINK = "kernel-";

    /** Returns the folder of all versions of a package. */
    public Path versions(String name) {
        return root.resolve(name);
    }

    /** Returns the folder of one version of a package. */
    public Path version(PackageId pkg) {
        return versions(pkg.name()).resolve(pkg.version());
    }

    /** Tells which package's folder is at a path, which has no link in it; empty if it is none's. */
    public Optional<PackageId> pkg(Path folder) {
        return folder.startsWith(root) && folder.getNameCount() == root.getNameCount() + 2
                ? PackageId.of(
                        folder.getParent().getFileName().toString(),
                        folder.getFileName().toString())
                : Optional.empty();
    }

    /** Returns the link to the source tree of a package. */
    public Path source(PackageId pkg) {
        return version(pkg).resolve("source");
    }

    /** Returns the copy of a package's recipe that was made when the package was added. */
    public Path recipe(PackageId pkg) {
        return version(pkg).resolve("ckms.ini");
    }

    /** Returns the folder of what was built for a kernel. */
    public Path built(Cell cell) {
        return root.resolve(builtName(cell));
    }

    /** Returns the path of {@link #built}, relative to the root. */
    public Path builtName(Cell cell) {
        return Path.of(
                cell.pkg().name(),
                cell.pkg().version(),
                cell.kernel().release(),
                cell.kernel().machine());
    }

    /** Returns the link that says which version of a package is installed for a kernel. */
    public Path link(Cell cell) {
        return versions(cell.pkg().name()).resolve(linkName(cell.kernel()));
    }

    /** Returns where {@link #link} leads when this cell is the installed one. */
    public Path linkTarget(Cell cell) {
        return versions(cell.pkg().name()).relativize(built(cell));
    }

    static String linkName(Kernel kernel) {
        return LINK + kernel.release() + "-" + kernel.machine();
    }

    /** Returns the folder {@link #OWN}. */
    public Path own() {
        return root.resolve(OWN);
    }

    /** Returns a free name for a new link. */
    public Path newLink() {
        return own().resolve("new-link");
    }

    /** Returns the folder of earlier builds, which are in it only while new ones take their place. */
    public Path asides() {
        return own().resolve(ASIDE);
    }

    /** Returns the place to which a cell's earlier build is moved while a new one takes its place. */
    public Path aside(Cell cell) {
        return asides().resolve(fileName(cell));
    }

    /**
     * Returns the shadow state directory that a cell is built in. No {@code =} is in its name: make reads one in a
     * dependency file as an assignment, and then builds everything again each time that a hook calls it.
     */
    public StateDirectory stage(Cell cell) {
        return new StateDirectory(own().resolve(STAGE).resolve(fileName(cell)));
    }

    /** Returns the folder that a package is built in, when this is the state directory of a stage. */
    public Path build(PackageId pkg) {
        return version(pkg).resolve("build");
    }

    /** Returns the path, relative to the root, of the record of a build. */
    public Path buildRecordName(Cell cell) {
        return Path.of(OWN, BUILT, fileName(cell) + ".json");
    }

    /** Returns the path, relative to the root, of the record of a build that is about to take its place. */
    public Path nextBuildRecordName(Cell cell) {
        return Path.of(OWN, BUILT, fileName(cell) + ".next");
    }

    /** Returns the path, relative to the root, of the record of a build that failed. */
    Path failureName(Cell cell) {
        return failuresName().resolve(fileName(cell) + ".json");
    }

    Path failuresName() {
        return Path.of(OWN, FAILED);
    }

    /** Returns the path, relative to the root, of the record of how long a package took to build. */
    Path timeName(PackageId pkg) {
        return timesName().resolve(fileName(pkg));
    }

    Path timesName() {
        return Path.of(OWN, TOOK);
    }

    /** Returns the folder of the results of builds, by digests of what they were made from. */
    public Path cache() {
        return own().resolve(CACHE);
    }

    /** Returns the pipe of make's job server. */
    public Path jobs() {
        return own().resolve("jobs");
    }

    /** Returns the folder of the stages. */
    public Path stages() {
        return own().resolve(STAGE);
    }

    /** Lists the folders of stages, records of failures, and logs, whose entries are named after cells. */
    public List<Path> ofCells() {
        return List.of(own().resolve(STAGE), own().resolve(FAILED), own().resolve(LOGS));
    }

    /** Returns the path, relative to the root, of the record of who registered a package. */
    Path ownershipName(PackageId pkg) {
        return Path.of(OWN, OWNED, fileName(pkg) + ".json");
    }

    /** Returns the path, relative to the root, of the folder of the records of builds. */
    Path buildRecordsName() {
        return Path.of(OWN, BUILT);
    }

    Path ownershipsName() {
        return Path.of(OWN, OWNED);
    }

    Path buildRecords() {
        return own().resolve(BUILT);
    }

    /** Returns the file of the symbols that a build's modules export; it does not exist if they export none. */
    public Path symbols(Cell cell) {
        return built(cell).resolve(SYMBOLS);
    }

    /** Lists what ckms, or the original CKMS, puts into the folder of a version, except for what it built. */
    public List<Path> ofPackage(PackageId pkg) {
        return List.of(source(pkg), recipe(pkg), build(pkg), version(pkg).resolve("logs"));
    }

    /**
     * Lists what there is of a version in {@link #own}: stages, records, logs.
     *
     * @throws IOException if a folder can't be read
     */
    public List<Path> ownOfPackage(PackageId pkg) throws IOException {
        var found = new ArrayList<Path>();
        for (String kind : List.of(STAGE, ASIDE, BUILT, LOGS, OWNED, FAILED, TOOK)) {
            found.addAll(
                    Entries.some(own().resolve(kind), name -> name.toString().startsWith(fileName(pkg))));
        }
        return found;
    }

    /** Returns the log of a hook that runs outside of a build, when the cell's own folder may not exist. */
    public Path log(Cell cell, Hook hook) {
        return own().resolve(LOGS).resolve(fileName(cell) + "." + hook.option() + ".log");
    }

    /** Makes the name of a file in {@link #own} about a cell. */
    public static String fileName(Cell cell) {
        return fileName(cell.pkg()) + fileName(cell.kernel());
    }

    /** Reads the cell from a name that {@link #fileName(Cell)} made; empty if the name is none. */
    public static Optional<Cell> cell(String fileName) {
        int version = fileName.indexOf('@');
        int release = fileName.lastIndexOf('@');
        if (version <= 0 || release <= version) {
            return Optional.empty();
        }
        return PackageId.of(fileName.substring(0, version), fileName.substring(version + 1, release))
                .flatMap(pkg -> kernel(fileName.substring(release + 1)).map(kernel -> new Cell(pkg, kernel)));
    }

    /** Makes the name of a file about a package; the names of its cells begin with it. */
    private static String fileName(PackageId pkg) {
        return pkg.name() + "@" + pkg.version() + "@";
    }

    /** Reads the package from the name of a file about one; empty if the name is none. */
    static Optional<PackageId> pkg(String fileName) {
        int version = fileName.indexOf('@');
        return version > 0 && fileName.indexOf('@', version + 1) == fileName.length() - 1
                ? PackageId.of(fileName.substring(0, version), fileName.substring(version + 1, fileName.length() - 1))
                : Optional.empty();
    }

    /** Makes the name of a file about a kernel. */
    public static String fileName(Kernel kernel) {
        return kernel.release() + "-" + kernel.machine();
    }

    /** Reads the kernel from a name of {@link #fileName(Kernel)}, whose machine has no hyphen; empty if it is none. */
    public static Optional<Kernel> kernel(String fileName) {
        int machine = fileName.lastIndexOf('-');
        return machine < 0
                ? Optional.empty()
                : Kernel.of(fileName.substring(0, machine), fileName.substring(machine + 1));
    }

    /**
     * Returns the number (uid) of the user who owns the directory.
     *
     * @throws IOException if the directory can't be looked at
     */
    public int owner() throws IOException {
        return (Integer) Files.getAttribute(root, "unix:uid", LinkOption.NOFOLLOW_LINKS);
    }

    /**
     * Returns the number (gid) of the directory's group.
     *
     * @throws IOException if the directory can't be looked at
     */
    public int group() throws IOException {
        return (Integer) Files.getAttribute(root, "unix:gid", LinkOption.NOFOLLOW_LINKS);
    }
}
