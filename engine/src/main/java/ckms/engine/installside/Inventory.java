package ckms.engine.installside;

import ckms.model.Cell;
import ckms.model.Owner;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What was installed of a cell. It decides which files are ours; the link in the state directory decides whether the
 * cell is installed.
 *
 * @param transaction which run of the installer wrote it
 * @param owner who had it installed
 * @param destdir below which the files are
 * @param initramfs whether the modules are needed in the initramfs
 * @param files what we put there
 * @param stamps by its path, what tells of a file, without reading it, that it is the same
 * @param built the digests of the modules of the build that they were made from, by their files; none where there was
 *     no record of it
 * @param displaced what stood there before, is kept, and comes back
 */
public record Inventory(
        String transaction,
        Cell cell,
        Owner owner,
        Path destdir,
        boolean initramfs,
        List<InstalledFile> files,
        Map<String, String> stamps,
        Map<String, String> built,
        List<InstalledFile> displaced) {
    public Inventory {
        files = List.copyOf(files);
        stamps = Map.copyOf(stamps);
        built = Map.copyOf(built);
        displaced = List.copyOf(displaced);
    }

    /** Gives it another owner. */
    Inventory ownedBy(Owner other) {
        return new Inventory(transaction, cell, other, destdir, initramfs, files, stamps, built, displaced);
    }

    /** Where the modules are, from the destination, as if they were not compressed; in order. */
    public List<String> targets() {
        return files.stream()
                .map(file -> file.path().replaceFirst("\\.ko\\.[a-z]+$", ".ko"))
                .sorted()
                .toList();
    }

    /** Whether that path is of a file of ours. */
    boolean owns(String path) {
        return files.stream().anyMatch(file -> file.path().equals(path));
    }
}
