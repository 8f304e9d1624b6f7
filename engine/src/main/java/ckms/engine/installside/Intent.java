package ckms.engine.installside;

import ckms.model.Cell;
import java.nio.file.Path;
import java.util.List;

/**
 * What is about to change below the destination, written before anything does, so that whoever comes after a crash can
 * finish or undo it.
 *
 * @param transaction which run of the installer wrote it
 * @param install whether files come; otherwise they go
 * @param targets the paths, from the destination, of the files that come
 * @param existing what is there and makes room, or goes
 */
public record Intent(
        String transaction,
        Cell cell,
        boolean install,
        Path destdir,
        List<String> targets,
        List<InstalledFile> existing) {
    public Intent {
        targets = List.copyOf(targets);
        targets.forEach(InstalledFile::checked);
        existing = List.copyOf(existing);
    }
}
