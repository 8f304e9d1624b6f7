package ckms.engine.installside;

import ckms.engine.host.files.AtomicWrite;
import ckms.engine.host.files.Tree;
import ckms.model.Cell;
import ckms.model.Owner;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The file {@code ckms-disable/NAME/VERSION} in a kernel's folder of modules, which tells the original, and us, not to
 * install. It is there or it is not; what a manifest makes says so in its text.
 */
public final class DisableMarker {
    /** The folder of the markers, in a kernel's folder. */
    public static final String FOLDER = "ckms-disable";

    private static final String BEGINNING = "disabled by the manifest ";
    private static final int LIMIT = 1 << 12;

    private final Path modules;

    /** Markers below that folder of kernels. */
    public DisableMarker(Path modules) {
        this.modules = modules;
    }

    private static Path name(Cell cell) {
        return Path.of(
                cell.kernel().release(), FOLDER, cell.pkg().name(), cell.pkg().version());
    }

    /** Tells where the marker of a cell is, or would be. */
    public Path path(Cell cell) {
        return modules.resolve(name(cell));
    }

    /**
     * Tells which manifest made a marker; none for one of anybody else's.
     *
     * @throws IOException where it can't be read
     */
    public static Owner owner(Path marker) throws IOException {
        try (var in = Files.newInputStream(marker)) {
            String text = new String(in.readNBytes(LIMIT), StandardCharsets.UTF_8);
            return text.startsWith(BEGINNING)
                    ? new Owner(text.substring(BEGINNING.length()).strip())
                    : Owner.NONE;
        }
    }

    /** Makes a manifest's marker. */
    public void make(Cell cell, Owner owner) throws IOException {
        new Destination(modules).makeFolder(name(cell).getParent());
        AtomicWrite.text(path(cell), BEGINNING + owner + "\n");
    }

    /** Takes a manifest's marker away; tells why not, where it is another one. */
    public Optional<String> remove(Cell cell, Owner owner) throws IOException {
        Path marker = path(cell);
        new Destination(modules).refuseLinks(name(cell));
        if (Files.exists(marker) && !owner(marker).equals(owner)) {
            return Optional.of(marker + " is not of the manifest " + owner + "; it stays");
        }
        Files.deleteIfExists(marker);
        Tree.removeEmpty(marker.getParent(), modules.resolve(cell.kernel().release()));
        return Optional.empty();
    }
}
