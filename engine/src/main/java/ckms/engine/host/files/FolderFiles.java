package ckms.engine.host.files;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/**
 * Reads the small files of a folder that somebody else may be changing, one by one. What is wrong with one keeps nobody
 * from reading the others, and how much is read of all of them has a bound.
 */
public final class FolderFiles {
    /** The number of files that are read of a folder. */
    static final int MOST = 20_000;

    /** The number of bytes after which no further file of a folder is read. */
    static final int MOST_BYTES = 64 << 20;

    private final Below below;
    private final Path folder;
    private final int limit;
    private final Predicate<Path> names;

    /**
     * Makes a reader.
     *
     * @param below reads below a folder
     * @param folder the path of the files' folder, relative to that
     * @param limit the most bytes that a file may have
     * @param names whether to read what has a name
     */
    public FolderFiles(Below below, Path folder, int limit, Predicate<Path> names) {
        this.below = below;
        this.folder = folder;
        this.limit = limit;
        this.names = names;
    }

    /** Takes what is read. */
    public interface Visit {
        /** Takes the contents of a file. */
        void file(Path name, byte[] contents);

        /** Hears why a file could not be read. */
        void problem(Path name, IOException problem);
    }

    /**
     * Reads the files, each of which should be a regular one; links are not followed. If there is no such folder, there
     * are none.
     *
     * @return why not all were read, in words that follow the folder's path; empty if they were
     * @throws IOException if the folder is none, a link is on the way to it, or it can't be read; also if the thread is
     *     interrupted
     */
    public Optional<String> each(Visit visit) throws IOException {
        try {
            return below.in(folder, opened -> {
                int count = 0;
                long bytes = 0;
                for (Path name : opened.some(names)) {
                    count++;
                    if (count > MOST || bytes >= MOST_BYTES) {
                        return Optional.of("holds more than " + MOST + " files, or more than " + (MOST_BYTES >> 20)
                                + " MiB in them, so that only a part of them is read");
                    }
                    bytes += read(opened, name, visit);
                }
                return Optional.empty();
            });
        } catch (NoSuchFileException none) {
            return Optional.empty();
        }
    }

    /**
     * Reads the files however many there are, in no order, as for who empties an overfull folder.
     *
     * @param enough whether nothing more need be read
     * @throws IOException if the folder is none, a link is on the way to it, or it can't be read; also if the thread is
     *     interrupted
     */
    public void all(Visit visit, BooleanSupplier enough) throws IOException {
        try {
            below.in(folder, opened -> {
                opened.each(name -> {
                    if (names.test(name)) {
                        read(opened, name, visit);
                    }
                    return !enough.getAsBoolean();
                });
                return folder;
            });
        } catch (NoSuchFileException none) {
            return;
        }
    }

    /** Returns how many bytes were read. */
    private long read(OpenFolder opened, Path name, Visit visit) throws InterruptedIOException {
        byte[] contents;
        try (InputStream in = opened.file(name, limit)) {
            contents = in.readAllBytes();
        } catch (InterruptedIOException interrupted) {
            throw interrupted;
        } catch (NoSuchFileException removedMeanwhile) {
            return 0;
        } catch (IOException problem) {
            visit.problem(name, problem);
            return 0;
        }
        visit.file(name, contents);
        return contents.length;
    }
}
