package ckms.engine.installside;

import ckms.engine.host.Host;
import ckms.engine.host.files.AtomicWrite;
import ckms.engine.host.files.Entries;
import ckms.engine.host.files.Tree;
import ckms.model.Cell;
import ckms.model.Owner;
import ckms.model.PackageId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The file {@code ckms-disable/NAME/VERSION} in a kernel's folder of modules, which tells ckms, and the original CKMS,
 * not to install the package. If a manifest made the marker, its text names the manifest; any other text is ignored.
 */
public final class DisableMarker {
    /** The name of the folder of the markers, in a kernel's folder of modules. */
    public static final String FOLDER = "ckms-disable";

    private static final String BEGINNING = "disabled by the manifest ";
    /** The most bytes of a marker that are read. */
    private static final int LIMIT = 1 << 12;

    private final Host host;
    private final Path modules;

    /** Makes, finds and removes the markers below a folder of kernels, such as {@code /lib/modules}. */
    public DisableMarker(Host host, Path modules) {
        this.host = host;
        this.modules = modules;
    }

    /**
     * Returns the path of a package's marker, relative to a kernel's folder of modules:
     * {@code ckms-disable/NAME/VERSION}.
     */
    public static String name(PackageId pkg) {
        return FOLDER + "/" + pkg.name() + "/" + pkg.version();
    }

    private Destination destination() {
        return new Destination(modules, host.isRoot());
    }

    private static Path name(Cell cell) {
        return Path.of(cell.kernel().release(), name(cell.pkg()));
    }

    /** Tells where the marker of a cell is, or would be. */
    public Path path(Cell cell) {
        return modules.resolve(name(cell));
    }

    /**
     * Lists the markers, on all kernels, that were not completed.
     *
     * @throws IOException if a folder can't be read
     */
    public List<Path> unfinished() throws IOException {
        var files = new ArrayList<Path>();
        for (Path kernel : Entries.overLinks(modules)) {
            for (Path name : Entries.of(kernel.resolve(FOLDER))) {
                files.addAll(AtomicWrite.unfinished(name));
            }
        }
        return files;
    }

    /**
     * Reads which manifest made a marker.
     *
     * @return {@link Owner#NONE} if none did
     * @throws IOException if the marker can't be read
     */
    public static Owner owner(Path marker) throws IOException {
        try (var in = Files.newInputStream(marker)) {
            String text = new String(in.readNBytes(LIMIT), StandardCharsets.UTF_8);
            return text.startsWith(BEGINNING)
                    ? new Owner(text.substring(BEGINNING.length()).strip())
                    : Owner.NONE;
        }
    }

    /**
     * Makes the marker of a cell, with the name of its manifest.
     *
     * @throws IOException if it can't be written, or a link leads to it
     */
    public void make(Cell cell, Owner owner) throws IOException {
        destination().makeFolder(name(cell).getParent());
        AtomicWrite.text(path(cell), BEGINNING + owner + "\n");
    }

    /**
     * Removes the marker of a cell, if a manifest made it.
     *
     * @param owner the manifest
     * @return why the marker stays, if another made it; empty if it is gone
     * @throws IOException if it can't be read or deleted, or a link leads to it
     */
    public Optional<String> remove(Cell cell, Owner owner) throws IOException {
        Path marker = path(cell);
        destination().refuseLinks(name(cell));
        destination().refuseUnlessRoots(name(cell).getParent());
        if (Files.exists(marker) && !owner(marker).equals(owner)) {
            return Optional.of(marker + " was not made by the manifest " + owner + ", so it stays");
        }
        Files.deleteIfExists(marker);
        Tree.removeEmpty(marker.getParent(), modules.resolve(cell.kernel().release()));
        return Optional.empty();
    }
}
