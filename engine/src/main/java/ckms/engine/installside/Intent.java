package ckms.engine.installside;

import ckms.model.Cell;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The record of what is about to change below the destination. It is written before anything changes, so that the next
 * writer can finish or undo the change after a crash.
 *
 * @param transaction identifies the installation or uninstallation that wrote it
 * @param install whether files are put there; otherwise they are deleted
 * @param destdir the destination
 * @param targets the paths, relative to the destination, of the files that are put there
 * @param existing what is there and makes room, or is deleted
 */
public record Intent(
        String transaction,
        Cell cell,
        boolean install,
        Path destdir,
        List<String> targets,
        List<InstalledFile> existing) {
    /**
     * Makes an intent with copies of the lists.
     *
     * @throws IllegalArgumentException if a target leads out of the destination
     */
    public Intent {
        targets = List.copyOf(targets);
        targets.forEach(InstalledFile::checked);
        existing = List.copyOf(existing);
    }

    /** Lists the paths, relative to the destination, of all that it is about. */
    List<String> paths() {
        return Stream.concat(targets.stream(), existing.stream().map(InstalledFile::path))
                .toList();
    }

    /** Returns this intent with another path of the destination. */
    Intent at(Path other) {
        return new Intent(transaction, cell, install, other, targets, existing);
    }
}
