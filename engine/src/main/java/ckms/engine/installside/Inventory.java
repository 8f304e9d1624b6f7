package ckms.engine.installside;

import ckms.model.Cell;
import ckms.model.Owner;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The record of what was installed of a cell. It decides which files are ours; the link in the state directory decides
 * whether the cell is installed.
 *
 * @param transaction identifies the installation that wrote it
 * @param owner the manifest that had it installed
 * @param destdir the folder below which the files are
 * @param initramfs whether the modules are needed in the initramfs
 * @param files what we put there
 * @param stamps by path, the stamp of a file, which tells without reading it whether it has changed
 * @param built the digests of the modules of the build, by their files' paths below the folder of what was built; empty
 *     if there was no record of the build
 * @param displaced what was there before; copies of it are kept, and put back at uninstall
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
    /** Makes an inventory with copies of the lists and maps. */
    public Inventory {
        files = List.copyOf(files);
        stamps = Map.copyOf(stamps);
        built = Map.copyOf(built);
        displaced = List.copyOf(displaced);
    }

    /** Returns this inventory with another owner. */
    Inventory ownedBy(Owner other) {
        return new Inventory(transaction, cell, other, destdir, initramfs, files, stamps, built, displaced);
    }

    /** Returns this inventory with another path of the destination. */
    Inventory at(Path other) {
        return new Inventory(transaction, cell, owner, other, initramfs, files, stamps, built, displaced);
    }

    /** Lists the paths of the modules, relative to the destination and as if they were not compressed; sorted. */
    public List<String> targets() {
        return files.stream()
                .map(file -> file.path().replaceFirst("\\.ko\\.[a-z]+$", ".ko"))
                .sorted()
                .toList();
    }

    /** Lists the paths, relative to the destination, of what we put there and of what was there before. */
    List<String> paths() {
        return Stream.concat(files.stream(), displaced.stream())
                .map(InstalledFile::path)
                .toList();
    }

    /** Says whether a path is that of one of the files. */
    boolean owns(String path) {
        return files.stream().anyMatch(file -> file.path().equals(path));
    }
}
