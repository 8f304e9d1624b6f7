package ckms.engine.store;

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

    /** The log of the build hook, in the folder of what was built. */
    public static final Path BUILD_LOG = Path.of("logs", "build.log");

    /** The symbols that modules export, in the folder of what was built. */
    public static final String SYMBOLS = "Module.symvers";

    private static final String STAGE = "stage";
    private static final String ASIDE = "aside";
    private static final String BUILT = "built";
    private static final String LOGS = "logs";
    private static final String OWNED = "owned";
    private static final String FAILED = "failed";
    private static final String TOOK = "took";
    private static final String CACHE = "cache";

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

    /** The package whose folder that is, by its path with no link in it; empty where it is none's. */
    public Optional<PackageId> pkg(Path folder) {
        return folder.startsWith(root) && folder.getNameCount() == root.getNameCount() + 2
                ? PackageId.of(
                        folder.getParent().getFileName().toString(),
                        folder.getFileName().toString())
                : Optional.empty();
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

    /** A free name for making a link before it is moved into place. */
    public Path newLink() {
        return own().resolve("new-link");
    }

    /** The folders of what was moved out of the way, which is there only while a build takes its place. */
    public Path asides() {
        return own().resolve(ASIDE);
    }

    /** A free name for what is moved out of the way. */
    public Path aside(Cell cell) {
        return asides().resolve(fileName(cell));
    }

    /**
     * The shadow state directory that a cell is built in. No {@code =} in it: make reads one in a dependency file as an
     * assignment, and then builds everything again each time that a hook calls it.
     */
    public StateDirectory stage(Cell cell) {
        return new StateDirectory(own().resolve(STAGE).resolve(fileName(cell)));
    }

    /** The build folder of a stage. */
    public Path build(PackageId pkg) {
        return version(pkg).resolve("build");
    }

    /** The record of a build, from the root. */
    public Path buildRecordName(Cell cell) {
        return Path.of(OWN, BUILT, fileName(cell) + ".json");
    }

    /** The same of a build that is about to take its place, from the root. */
    public Path nextBuildRecordName(Cell cell) {
        return Path.of(OWN, BUILT, fileName(cell) + ".next");
    }

    /** The record of a build that failed, from the root. */
    Path failureName(Cell cell) {
        return failuresName().resolve(fileName(cell) + ".json");
    }

    /** The folder of those records, from the root. */
    Path failuresName() {
        return Path.of(OWN, FAILED);
    }

    /** The record of how long a package took to build, from the root. */
    Path timeName(PackageId pkg) {
        return timesName().resolve(fileName(pkg));
    }

    /** The folder of those records, from the root. */
    Path timesName() {
        return Path.of(OWN, TOOK);
    }

    /** The results of builds, by digests of what they were made from. */
    public Path cache() {
        return own().resolve(CACHE);
    }

    /** The pipe of the job server. */
    public Path jobs() {
        return own().resolve("jobs");
    }

    /** The folder of stages. */
    Path stages() {
        return own().resolve(STAGE);
    }

    /** The folders of what is left of single cells: stages, records of failures, logs. */
    public List<Path> ofCells() {
        return List.of(own().resolve(STAGE), own().resolve(FAILED), own().resolve(LOGS));
    }

    /** The record of who registered a package, from the root. */
    Path ownershipName(PackageId pkg) {
        return Path.of(OWN, OWNED, fileName(pkg) + ".json");
    }

    /** The same, from the root. */
    Path buildRecordsName() {
        return Path.of(OWN, BUILT);
    }

    /** The folder of those records, from the root. */
    Path ownershipsName() {
        return Path.of(OWN, OWNED);
    }

    /** The folder of the records of builds. */
    Path buildRecords() {
        return own().resolve(BUILT);
    }

    /** The symbols that the modules of a build export; there is no such file where they export none. */
    public Path symbols(Cell cell) {
        return built(cell).resolve(SYMBOLS);
    }

    /** What ckms, or the original, puts into the folder of a version that is built for no kernel. */
    public List<Path> ofPackage(PackageId pkg) {
        return List.of(source(pkg), recipe(pkg), build(pkg), version(pkg).resolve("logs"));
    }

    /** What there is of a version in our own folder: stages, records of builds, logs. */
    public List<Path> ownOfPackage(PackageId pkg) throws IOException {
        var found = new ArrayList<Path>();
        for (String kind : List.of(STAGE, ASIDE, BUILT, LOGS, OWNED, FAILED, TOOK)) {
            Path folder = own().resolve(kind);
            if (Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
                try (var entries = Files.newDirectoryStream(folder)) {
                    for (Path entry : entries) {
                        if (entry.getFileName().toString().startsWith(fileName(pkg))) {
                            found.add(entry);
                        }
                    }
                }
            }
        }
        return found;
    }

    /** The log of a hook that runs outside of a build, where the cell's own folder may not be there. */
    public Path log(Cell cell, Hook hook) {
        return own().resolve(LOGS).resolve(fileName(cell) + "." + hook.option() + ".log");
    }

    /** A name for a file of ours about that cell. */
    public static String fileName(Cell cell) {
        return fileName(cell.pkg()) + fileName(cell.kernel());
    }

    /** The cell that such a name is about; empty where it is about none. */
    public static Optional<Cell> cell(String fileName) {
        int version = fileName.indexOf('@');
        int release = fileName.lastIndexOf('@');
        if (version <= 0 || release <= version) {
            return Optional.empty();
        }
        return PackageId.of(fileName.substring(0, version), fileName.substring(version + 1, release))
                .flatMap(pkg -> kernel(fileName.substring(release + 1)).map(kernel -> new Cell(pkg, kernel)));
    }

    /** A name for a file of ours about that package; the name of one about a cell of it begins so. */
    private static String fileName(PackageId pkg) {
        return pkg.name() + "@" + pkg.version() + "@";
    }

    /** The package that such a name is about; empty where it is about none. */
    static Optional<PackageId> pkg(String fileName) {
        int version = fileName.indexOf('@');
        return version > 0 && fileName.indexOf('@', version + 1) == fileName.length() - 1
                ? PackageId.of(fileName.substring(0, version), fileName.substring(version + 1, fileName.length() - 1))
                : Optional.empty();
    }

    /** A name for a file of ours about that kernel. */
    public static String fileName(Kernel kernel) {
        return kernel.release() + "-" + kernel.machine();
    }

    /** The kernel that such a name is about; empty where it is about none. No machine has a hyphen in its name. */
    public static Optional<Kernel> kernel(String fileName) {
        int machine = fileName.lastIndexOf('-');
        return machine < 0
                ? Optional.empty()
                : Kernel.of(fileName.substring(0, machine), fileName.substring(machine + 1));
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
