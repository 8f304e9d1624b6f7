package ckms.engine.installside;

import ckms.engine.host.CleanUp;
import ckms.engine.host.files.AtomicWrite;
import ckms.engine.host.files.Digest;
import ckms.engine.host.files.Entries;
import ckms.engine.host.files.Tree;
import ckms.model.Cell;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * The copies of files that had to make room for modules, in a folder for each package and kernel. The name of a copy is
 * the SHA-256 digest of its contents, so that damage shows.
 */
public final class KeptCopies {
    private final Path records;

    /** Keeps, finds and deletes copies in a folder of records, which need not exist yet. */
    public KeptCopies(Path records) {
        this.records = records;
    }

    /** Returns where the copy of a file is kept. */
    public Path of(Cell cell, InstalledFile file) {
        return of(cell).resolve(file.sha256());
    }

    /** Returns the folder of the copies that are kept for a cell. */
    Path of(Cell cell) {
        return folder().resolve(Records.slot(cell));
    }

    private Path folder() {
        return records.resolve("displaced");
    }

    /** Lists the folders of the copies; none if there are none. */
    List<Path> folders() throws IOException {
        return Entries.of(folder());
    }

    /** Says whether there is anything where a copy is kept. */
    boolean has(Cell cell, InstalledFile file) {
        return Files.exists(of(cell, file), LinkOption.NOFOLLOW_LINKS);
    }

    /**
     * Looks at the copy of a file.
     *
     * @return what is wrong with it, as words that follow it; empty if it is good
     * @throws IOException if the copy can't be read
     */
    public Optional<String> complaint(Cell cell, InstalledFile file) throws IOException {
        Path kept = of(cell, file);
        if (!Files.exists(kept, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.of("is gone");
        }
        boolean good = Files.isRegularFile(kept, LinkOption.NOFOLLOW_LINKS)
                && Digest.of(kept).equals(file.sha256());
        return good ? Optional.empty() : Optional.of("is damaged: its digest is no longer its name");
    }

    /** Keeps a copy of a file, all of it or nothing; does nothing if there is a good one. */
    void keep(Cell cell, InstalledFile file, Destination destination) throws IOException {
        if (complaint(cell, file).isPresent()) {
            Path kept = of(cell, file);
            Files.createDirectories(kept.getParent());
            copy(destination.resolve(file.path()), kept, file.sha256());
        }
    }

    /** Puts a file back from its copy; throws an exception, and puts nothing back, if the copy is not what it was. */
    void restore(Cell cell, InstalledFile file, Destination destination) throws IOException {
        destination.makeFolder(Path.of(file.path()).getParent());
        copy(of(cell, file), destination.resolve(file.path()), file.sha256());
    }

    private static void copy(Path from, Path to, String digest) throws IOException {
        Path beside = Placement.beside(to);
        try {
            Files.copy(
                    from,
                    beside,
                    StandardCopyOption.REPLACE_EXISTING,
                    StandardCopyOption.COPY_ATTRIBUTES,
                    LinkOption.NOFOLLOW_LINKS);
            if (!Digest.of(beside).equals(digest)) {
                throw new FileSystemException(from.toString(), null, "changed while it was copied; try again");
            }
            AtomicWrite.sync(beside);
        } catch (IOException | RuntimeException | Error first) {
            CleanUp.after(first, () -> Files.deleteIfExists(beside));
            throw first;
        }
        AtomicWrite.rename(beside, to);
    }

    /** Deletes copies that are no longer needed; others that are kept for the cell stay. */
    void discard(Cell cell, Collection<InstalledFile> copies) throws IOException {
        for (InstalledFile copy : copies) {
            Tree.remove(of(cell, copy));
        }
        Tree.removeEmpty(of(cell), records);
    }
}
