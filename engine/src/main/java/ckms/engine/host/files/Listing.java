package ckms.engine.host.files;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Lists the names in an opened folder, in order. Whoever fills a folder does not fill the memory of who lists it. */
final class Listing {
    /** More than any folder holds that ckms or a build makes. */
    static final int MOST = 100_000;

    private Listing() {}

    /**
     * Lists the names.
     *
     * @param opened the entries of the folder
     * @param folder its path, for errors
     * @throws IOException if it can't be read, or there are too many
     */
    static List<Path> of(Iterable<Path> opened, Path folder) throws IOException {
        List<Path> names = first(opened, MOST + 1, name -> true);
        if (names.size() > MOST) {
            throw new FileSystemException(
                    folder.toString(),
                    null,
                    "holds more than " + MOST + " files, the most that is listed of a folder; look at what is"
                            + " there, and delete what nobody needs");
        }
        return names;
    }

    /** Lists the names that are wanted; of too many, those that the folder gives first. */
    static List<Path> some(Iterable<Path> opened, Predicate<Path> wanted) throws IOException {
        return first(opened, MOST, wanted);
    }

    private static List<Path> first(Iterable<Path> opened, int most, Predicate<Path> wanted) throws IOException {
        var names = new ArrayList<Path>();
        each(opened, name -> {
            if (wanted.test(name)) {
                names.add(name);
            }
            return names.size() < most;
        });
        names.sort(null);
        return names;
    }

    /** Takes the names in a folder one by one. */
    interface Taking {
        /** Takes a name, and says whether to go on. */
        boolean take(Path name) throws IOException;
    }

    /** Goes through the names, however many there are, in no order. */
    static void each(Iterable<Path> opened, Taking taking) throws IOException {
        try {
            for (Path entry : opened) {
                if (!taking.take(entry.getFileName())) {
                    return;
                }
            }
        } catch (DirectoryIteratorException problem) {
            throw problem.getCause();
        }
    }
}
