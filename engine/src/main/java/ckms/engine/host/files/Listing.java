package ckms.engine.host.files;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

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
        var names = new ArrayList<Path>();
        try {
            for (Path entry : opened) {
                if (names.size() == MOST) {
                    throw new FileSystemException(
                            folder.toString(),
                            null,
                            "holds more than " + MOST + " files, the most that is listed of a folder; look at what is"
                                    + " there, and delete what nobody needs");
                }
                names.add(entry.getFileName());
            }
        } catch (DirectoryIteratorException problem) {
            throw problem.getCause();
        }
        names.sort(null);
        return names;
    }
}
