package ckms.engine.store;

import ckms.engine.host.files.Entries;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * Moves away what is damaged, or stands where something else should be. Nothing of it is deleted: it is kept in a
 * folder {@code damaged}, named after the path that it had.
 */
public final class SetAside {
    /** The name of the folder that damaged files are kept in. */
    public static final String FOLDER = "damaged";

    private static final String MOVING = ".damaged";

    /** In bytes, of which no name on Linux has more than 255. */
    private static final int LONGEST = 240;

    private SetAside() {}

    /**
     * Moves a file or a folder away.
     *
     * @param root the folder that the path is told from
     * @param relative the path, relative to the root
     * @param own the folder in which ckms keeps the folder of what is damaged
     * @return where it is kept now
     * @throws IOException if it does not exist, or can't be moved
     */
    public static Path move(Path root, Path relative, Path own) throws IOException {
        if (relative.isAbsolute() || relative.startsWith("..") || !relative.equals(relative.normalize())) {
            throw new FileSystemException(relative.toString(), null, "leads out of " + root);
        }
        Path folder = Files.createDirectories(own.resolve(FOLDER));
        String name = fitting(relative.toString().replace('/', '@').replaceFirst("^\\.ckms@", ""));
        Path kept = folder.resolve(name);
        for (int other = 2; Files.exists(kept, LinkOption.NOFOLLOW_LINKS); other++) {
            kept = folder.resolve(name + "." + other);
        }
        return Files.move(root.resolve(relative), kept, StandardCopyOption.ATOMIC_MOVE);
    }

    /**
     * Lists what ckms keeps in a folder of its own besides what was moved away, which nothing reads.
     *
     * @throws IOException if the folder can't be read
     */
    public static List<Path> besides(Path own) throws IOException {
        return Entries.of(own).stream().filter(entry -> !entry.endsWith(FOLDER)).toList();
    }

    /**
     * Counts what was moved away.
     *
     * @param own the folder in which ckms keeps the folder of what is damaged
     * @return 0 if there is no folder of that, or a link stands in its place
     * @throws IOException if the folder can't be read
     */
    public static int count(Path own) throws IOException {
        return Entries.count(own.resolve(FOLDER));
    }

    /** Shortens a name, which a path of several names became, to its end, with room for a number after it. */
    private static String fitting(String name) {
        String end = name;
        while (end.getBytes(StandardCharsets.UTF_8).length > LONGEST) {
            end = end.substring(end.offsetByCodePoints(0, 1));
        }
        return end;
    }

    /**
     * Makes a folder with a lock in it, and moves away what stands in the place of either. That can't wait until
     * somebody holds the lock. A link stays, since the records are where it leads.
     *
     * @throws IOException if a link is in the folder's place, or something can't be moved away
     */
    static void fromPlaceOf(Path folder) throws IOException {
        if (Files.isSymbolicLink(folder)) {
            throw new FileSystemException(
                    folder.toString(),
                    null,
                    "is a link, and links are not followed here; put the folder that it leads to in its place");
        }
        Path moving = folder.resolveSibling(folder.getFileName() + MOVING);
        if (Files.exists(folder, LinkOption.NOFOLLOW_LINKS) && !Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            Files.move(folder, moving, StandardCopyOption.ATOMIC_MOVE);
        }
        Files.createDirectories(folder);
        if (Files.exists(moving, LinkOption.NOFOLLOW_LINKS)) {
            move(folder.getParent(), folder.getParent().relativize(moving), folder);
        }
        Path lock = folder.resolve(StateLock.LOCK);
        if (Files.exists(lock, LinkOption.NOFOLLOW_LINKS) && !Files.isRegularFile(lock, LinkOption.NOFOLLOW_LINKS)) {
            move(folder, Path.of(StateLock.LOCK), folder);
        }
    }
}
