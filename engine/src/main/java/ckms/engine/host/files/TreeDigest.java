package ckms.engine.host.files;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.TreeMap;

/** Computes one digest for all of a source tree: names, contents, and the targets of links, but not times or owners. */
public final class TreeDigest {
    /** The folder of git, whose contents change each time that git looks at the tree. */
    private static final String GIT = ".git";

    private TreeDigest() {}

    /** Says whether a folder is git's own. */
    static boolean isOwn(Path folder) {
        return folder.endsWith(GIT);
    }

    /**
     * Computes the digest of a source tree without its {@code .git}; links are not followed.
     *
     * @param without the path, relative to the folder, of a file that does not count; an empty text for none
     * @throws IOException if a file or a folder can't be read
     */
    public static String of(Path folder, String without) throws IOException {
        var entries = new TreeMap<String, String>();
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path at, BasicFileAttributes attributes) {
                return isOwn(at) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (attributes.isSymbolicLink()) {
                    entries.put(folder.relativize(file).toString(), "-> " + Files.readSymbolicLink(file));
                } else if (attributes.isRegularFile()) {
                    entries.put(folder.relativize(file).toString(), Digest.of(file));
                }
                return FileVisitResult.CONTINUE;
            }
        });
        entries.remove(without);
        var text = new StringBuilder();
        entries.forEach((name, content) ->
                text.append(name).append('\0').append(content).append('\0'));
        return Digest.of(text.toString().getBytes(StandardCharsets.UTF_8));
    }
}
