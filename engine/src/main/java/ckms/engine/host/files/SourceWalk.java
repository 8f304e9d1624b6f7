package ckms.engine.host.files;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * Goes over the files of a source tree, without its {@code .git}; links are not followed. The tree may be anybody's: one
 * that is larger than any source is refused before anything of it is read.
 */
public final class SourceWalk {
    /** The folder of git, whose contents change each time that git looks at the tree. */
    private static final Path GIT = Path.of(".git");

    /** In bytes. */
    private static final long MOST = 4L << 30;

    private static final int MOST_FILES = 1 << 20;
    private static final int DEEPEST = 128;

    private final Path root;
    private final Visit visit;
    private long bytes;
    private int files;

    private SourceWalk(Path root, Visit visit) {
        this.root = root;
        this.visit = visit;
    }

    /** A way over a tree, to be gone once. */
    @FunctionalInterface
    public interface Way {
        /**
         * Visits all files of the tree.
         *
         * @throws IOException if something can't be looked at or read, or the tree is larger than any source
         */
        void go(Visit visit) throws IOException;
    }

    /** What is done with each file. */
    @FunctionalInterface
    public interface Visit {
        /**
         * Visits whatever is no folder.
         *
         * @throws IOException if the file can't be looked at or read
         */
        void file(Found file) throws IOException;
    }

    /** A file, a link, or another thing that is no folder, in its opened folder. */
    public static final class Found {
        private final Path relative;
        private final BasicFileAttributes attributes;
        private final OpenFolder folder;

        Found(Path relative, BasicFileAttributes attributes, OpenFolder folder) {
            this.relative = relative;
            this.attributes = attributes;
            this.folder = folder;
        }

        /** Returns its path, relative to the tree. */
        public Path relative() {
            return relative;
        }

        /** Returns what it is, and its size and times. */
        public BasicFileAttributes attributes() {
            return attributes;
        }

        String digest() throws IOException {
            try (InputStream in = folder.file(relative.getFileName(), RegularFile.MOST)) {
                return Digest.copy(in, OutputStream.nullOutputStream());
            }
        }

        Path target() throws IOException {
            return folder.target(relative.getFileName());
        }
    }

    /**
     * Visits all files of a tree, folder by folder.
     *
     * @param folder the tree; links may lead to it
     * @throws IOException if something can't be looked at or read, or the tree is larger than any source: a file of
     *     more than 1 GiB, 4 GiB in all, a million files and folders, or 128 folders within each other
     */
    public static void of(Path folder, Visit visit) throws IOException {
        try (OpenFolder top = OpenFolder.at(folder)) {
            new SourceWalk(folder, visit).visit(top, Path.of(""), 0);
        }
    }

    /**
     * Visits all files of a tree to which no link leads, whoever may exchange the folders on the way to it meanwhile.
     *
     * @param folder the tree, an absolute path
     * @throws IOException as {@link #of} does, and if there is a link on the way
     */
    public static void withoutLinks(Path folder, Visit visit) throws IOException {
        Path root = folder.getRoot();
        new Below(root).in(root.relativize(folder), top -> {
            new SourceWalk(folder, visit).visit(top, Path.of(""), 0);
            return folder;
        });
    }

    private void visit(OpenFolder folder, Path at, int depth) throws IOException {
        if (depth > DEEPEST) {
            throw tooLarge("has more than " + DEEPEST + " folders within each other");
        }
        for (Path name : folder.names()) {
            BasicFileAttributes attributes = folder.attributes(name);
            Path relative = at.resolve(name);
            count(relative, attributes);
            if (!attributes.isDirectory()) {
                visit.file(new Found(relative, attributes, folder));
            } else if (!name.equals(GIT)) {
                try (OpenFolder next = folder.folder(name)) {
                    visit(next, relative, depth + 1);
                }
            }
        }
    }

    private void count(Path relative, BasicFileAttributes attributes) throws IOException {
        files++;
        if (files > MOST_FILES) {
            throw tooLarge("has more than " + MOST_FILES + " files and folders");
        }
        if (attributes.isRegularFile()) {
            RegularFile.require(root.resolve(relative), attributes, RegularFile.MOST);
            bytes += attributes.size();
            if (bytes > MOST) {
                throw tooLarge("holds more than " + (MOST >> 30) + " GiB");
            }
        }
    }

    private FileSystemException tooLarge(String how) {
        return new FileSystemException(root.toString(), null, how + ", more than any source tree");
    }
}
