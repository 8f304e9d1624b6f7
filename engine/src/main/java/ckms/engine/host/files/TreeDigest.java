package ckms.engine.host.files;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.TreeMap;

/** Computes one digest for all of a source tree: names, contents, and the targets of links, but not times or owners. */
public final class TreeDigest {
    private TreeDigest() {}

    /**
     * Computes the digest of a source tree without its {@code .git}; links are not followed, and pipes, sockets and
     * devices do not count.
     *
     * @param without the path, relative to the folder, of a file that does not count; an empty text for none
     * @throws IOException if a file or a folder can't be read, or the tree is larger than any source
     */
    public static String of(Path folder, String without) throws IOException {
        return of(visit -> SourceWalk.of(folder, visit), without);
    }

    /**
     * Computes the digest of a source tree as {@link #of(Path, String)} does.
     *
     * @param way goes over the tree
     * @throws IOException if that fails
     */
    public static String of(SourceWalk.Way way, String without) throws IOException {
        var entries = new TreeMap<String, String>();
        way.go(file -> {
            if (file.attributes().isSymbolicLink()) {
                entries.put(file.relative().toString(), "-> " + file.target());
            } else if (file.attributes().isRegularFile()) {
                entries.put(file.relative().toString(), file.digest());
            }
        });
        entries.remove(without);
        var text = new StringBuilder();
        entries.forEach((name, content) ->
                text.append(name).append('\0').append(content).append('\0'));
        return Digest.of(text.toString().getBytes(StandardCharsets.UTF_8));
    }
}
