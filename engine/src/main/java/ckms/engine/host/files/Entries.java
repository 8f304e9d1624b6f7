package ckms.engine.host.files;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;

/** Lists what is in folders, sorted by name. A folder with more than anybody needs there can't be read. */
public final class Entries {
    private static final String ALL = "*";

    private Entries() {}

    /**
     * Lists all that is in a folder.
     *
     * @return empty if there is no folder, or a link stands in its place
     * @throws IOException if the folder can't be read
     */
    public static List<Path> of(Path folder) throws IOException {
        return of(folder, ALL);
    }

    /**
     * Lists what has a name that matches a pattern in a folder.
     *
     * @param names a pattern with {@code *}, {@code ?} and {@code [...]}
     * @return empty if there is no folder, or a link stands in its place
     * @throws IOException if the folder can't be read
     */
    public static List<Path> of(Path folder, String names) throws IOException {
        return Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS) ? list(folder, names) : List.of();
    }

    /**
     * Lists all that is in a folder that a link may lead to.
     *
     * @return empty if there is no folder
     * @throws IOException if the folder can't be read
     */
    public static List<Path> overLinks(Path folder) throws IOException {
        return overLinks(folder, ALL);
    }

    /**
     * Lists what has a name that matches a pattern in a folder that a link may lead to.
     *
     * @param names a pattern with {@code *}, {@code ?} and {@code [...]}
     * @return empty if there is no folder
     * @throws IOException if the folder can't be read
     */
    public static List<Path> overLinks(Path folder, String names) throws IOException {
        return Files.isDirectory(folder) ? list(folder, names) : List.of();
    }

    /**
     * Lists what has a wanted name in a folder; of far too much, only a part.
     *
     * @param wanted says of a name whether it is wanted
     * @return empty if there is no folder, or a link stands in its place
     * @throws IOException if the folder can't be read
     */
    public static List<Path> some(Path folder, Predicate<Path> wanted) throws IOException {
        return Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
                ? read(folder, ALL, all -> Listing.some(all, wanted))
                : List.of();
    }

    /**
     * Counts what is in a folder, however much that is.
     *
     * @return 0 if there is no folder, or a link stands in its place
     * @throws IOException if the folder can't be read
     */
    public static int count(Path folder) throws IOException {
        int[] count = {0};
        if (Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            read(folder, ALL, all -> {
                Listing.each(all, name -> ++count[0] < Integer.MAX_VALUE);
                return List.of();
            });
        }
        return count[0];
    }

    private static List<Path> list(Path folder, String names) throws IOException {
        return read(folder, names, all -> Listing.of(all, folder));
    }

    private interface Reading {
        List<Path> of(Iterable<Path> all) throws IOException;
    }

    /** Opens the folder by its name for itself, which fails, and waits for nobody, if a pipe has taken its place. */
    private static List<Path> read(Path folder, String names, Reading reading) throws IOException {
        try (DirectoryStream<Path> all = Files.newDirectoryStream(folder.resolve("."), names)) {
            return reading.of(all).stream().map(folder::resolve).toList();
        } catch (NoSuchFileException | NotDirectoryException gone) {
            return List.of();
        } catch (AccessDeniedException denied) {
            throw new AccessDeniedException(folder.toString());
        }
    }
}
