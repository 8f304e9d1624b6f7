package ckms.engine.host.files;

import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;

/** A walk along a path, name by name and over links, as Linux goes for a process that has some root. */
public final class PathWalk {
    /** The most links that Linux follows in a path. */
    private static final int MOST_LINKS = 40;

    private PathWalk() {}

    /** Looks at what is on the way. */
    @FunctionalInterface
    public interface Visit {
        /**
         * Looks at a name of the path, or of a link's target, before the walk goes on over it.
         *
         * @return whether to go on
         * @throws IOException if the walk is not to go over it, or it can't be looked at
         */
        boolean at(Path next) throws IOException;
    }

    /**
     * Goes along a path; what does not exist may follow.
     *
     * @param root the folder where absolute links begin, and that nothing leads out of; it has no link in it
     * @param path is taken from the root on
     * @return where the walk ends, without links
     * @throws IOException if there are too many links in the path, as where they make a circle, or as the visit says
     */
    public static Path go(Path root, Path path, Visit visit) throws IOException {
        Deque<Path> ahead = new ArrayDeque<>();
        path.forEach(ahead::addLast);
        Path at = root;
        int links = 0;
        while (!ahead.isEmpty()) {
            String name = ahead.removeFirst().toString();
            if (name.equals("..")) {
                at = at.equals(root) ? root : at.getParent();
                continue;
            }
            Path next = at.resolve(name).normalize();
            if (!visit.at(next)) {
                return next;
            }
            if (!Files.isSymbolicLink(next)) {
                at = next;
                continue;
            }
            if (++links > MOST_LINKS) {
                throw new FileSystemLoopException(next.toString());
            }
            Path target = Files.readSymbolicLink(next);
            at = target.isAbsolute() ? root : at;
            for (int i = target.getNameCount() - 1; i >= 0; i--) {
                ahead.addFirst(target.getName(i));
            }
        }
        return at;
    }
}
