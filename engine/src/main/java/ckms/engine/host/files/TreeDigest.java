package ckms.engine.host.files;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.TreeMap;

/** One digest for all of a source tree: names, contents, where links lead. Times and owners are no part of it. */
public final class TreeDigest {
    /** What version control keeps for itself changes with each look at it. */
    private static final String GIT = ".git";

    private TreeDigest() {}

    /** Whether a folder is version control's own. */
    static boolean isOwn(Path folder) {
        return folder.endsWith(GIT);
    }

    /** The digest; {@code without} is a file in the folder that does not count. Links are not followed. */
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
