package ckms.engine.host.files;

import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Reads files below a folder that somebody else may be changing. No link on the way is followed: each folder is opened
 * within the one before, so that nothing can be exchanged between the check and the reading.
 */
public final class Below {
    private static final Set<OpenOption> READ = Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);

    /** In bytes: more than any module has, but a sparse file may claim any size. */
    private static final long MOST = 1L << 30;

    private static final int OPENING_SECONDS = 10;

    /** Opens each file in a daemon thread of its own, so that the process can end even if one of them hangs. */
    private static final ExecutorService OPENING = Executors.newCachedThreadPool(opening -> {
        var thread = new Thread(opening, "opening");
        thread.setDaemon(true);
        return thread;
    });

    private final Path root;

    /** Makes a reader of what is below a folder; links may lead to that folder itself. */
    public Below(Path root) {
        this.root = root;
    }

    /** A use of an opened file's contents. */
    @FunctionalInterface
    public interface Reading<T> {
        /**
         * Reads from the start of the file; the stream is closed afterwards.
         *
         * @throws IOException if the file can't be read, or what is read can't be used
         */
        T from(InputStream in) throws IOException;
    }

    /** A use of a file within its opened folder. */
    @FunctionalInterface
    private interface Use<T> {
        T of(SecureDirectoryStream<Path> folder, Path name, BasicFileAttributes attributes) throws IOException;
    }

    /** A use of an opened folder. */
    @FunctionalInterface
    interface Within<T> {
        T in(SecureDirectoryStream<Path> folder) throws IOException;
    }

    /**
     * Reads a regular file.
     *
     * @param relative the file's path, relative to the folder that this reads below
     * @return what {@code reading} made of it
     * @throws IOException if there is no such file, it is no regular file, a link is on the way to it, it is larger
     *     than 1 GiB, or it can't be read; also if the thread is interrupted while it opens the file
     */
    public <T> T read(Path relative, Reading<T> reading) throws IOException {
        return use(relative, (folder, name, attributes) -> {
            if (attributes.size() > MOST) {
                throw new FileSystemException(root.resolve(relative).toString(), null, "is too large to be a module");
            }
            try (InputStream in = Channels.newInputStream(open(folder, name, root.resolve(relative)))) {
                return reading.from(new Bounded(in, MOST, root.resolve(relative)));
            }
        });
    }

    /**
     * Opens what was a regular file a moment ago. If it has been replaced by a pipe, the opening thread may wait for a
     * writer for ever; the caller does not.
     */
    private static SeekableByteChannel open(SecureDirectoryStream<Path> folder, Path name, Path shown)
            throws IOException {
        Future<SeekableByteChannel> opening = OPENING.submit(() -> folder.newByteChannel(name, READ));
        try {
            return opening.get(OPENING_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException noFileAnyMore) {
            throw new FileSystemException(shown.toString(), null, "is no longer a regular file");
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException problem ? problem : new IOException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while opening " + shown);
        }
    }

    /** Opens a folder, and lists and reads in it. */
    <T> T in(Path folder, Within<T> then) throws IOException {
        return within(folder, folder.getNameCount(), then);
    }

    /** Reads a small regular file of a folder that is open. */
    byte[] bytes(SecureDirectoryStream<Path> opened, Path relative, int limit) throws IOException {
        return regular(opened, relative, (folder, name, attributes) -> {
            try (InputStream in = Channels.newInputStream(open(folder, name, root.resolve(relative)))) {
                return limited(relative, in, limit);
            }
        });
    }

    /**
     * Returns when a regular file was last written.
     *
     * @param relative the file's path, relative to the folder that this reads below
     * @return empty if there is no such file
     * @throws IOException if it is no regular file, a link is on the way to it, or it can't be looked at
     */
    public Optional<FileTime> modified(Path relative) throws IOException {
        try {
            return Optional.of(use(relative, (folder, name, attributes) -> attributes.lastModifiedTime()));
        } catch (NoSuchFileException none) {
            return Optional.empty();
        }
    }

    private <T> T use(Path relative, Use<T> use) throws IOException {
        return within(relative, relative.getNameCount() - 1, folder -> regular(folder, relative, use));
    }

    private <T> T within(Path relative, int folders, Within<T> then) throws IOException {
        try (DirectoryStream<Path> top = Files.newDirectoryStream(root)) {
            return within(secure(top), relative, 0, folders, then);
        }
    }

    /**
     * Reads a small regular file.
     *
     * @param relative the file's path, relative to the folder that this reads below
     * @param limit the most bytes that it may have
     * @return empty if there is no such file
     * @throws IOException if it is longer than the limit, is no regular file, a link is on the way to it, or it can't
     *     be read
     */
    public Optional<byte[]> bytes(Path relative, int limit) throws IOException {
        try {
            return Optional.of(read(relative, in -> limited(relative, in, limit)));
        } catch (NoSuchFileException none) {
            return Optional.empty();
        }
    }

    private <T> T regular(SecureDirectoryStream<Path> folder, Path relative, Use<T> use) throws IOException {
        Path name = checked(relative, relative.getNameCount() - 1);
        Path shown = root.resolve(relative);
        BasicFileAttributes attributes = attributes(folder, name, shown);
        if (!attributes.isRegularFile()) {
            throw new FileSystemException(shown.toString(), null, "is not a regular file; links are not followed here");
        }
        return use.of(folder, name, attributes);
    }

    /** Opens a path's folders one after the other, each within the one before. */
    private <T> T within(SecureDirectoryStream<Path> folder, Path relative, int depth, int folders, Within<T> then)
            throws IOException {
        if (depth == folders) {
            return then.in(folder);
        }
        Path name = checked(relative, depth);
        Path shown = root.resolve(relative.subpath(0, depth + 1));
        if (!attributes(folder, name, shown).isDirectory()) {
            throw new FileSystemException(shown.toString(), null, "is not a folder; links are not followed here");
        }
        try (SecureDirectoryStream<Path> next = folder.newDirectoryStream(name, LinkOption.NOFOLLOW_LINKS)) {
            return within(next, relative, depth + 1, folders, then);
        }
    }

    private Path checked(Path relative, int depth) throws FileSystemException {
        Path name = relative.getName(depth);
        if (name.toString().equals("..") || relative.isAbsolute()) {
            throw new FileSystemException(relative.toString(), null, "leads out of " + root);
        }
        return name;
    }

    private static BasicFileAttributes attributes(SecureDirectoryStream<Path> folder, Path name, Path shown)
            throws IOException {
        try {
            return folder.getFileAttributeView(name, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                    .readAttributes();
        } catch (NoSuchFileException e) {
            throw new NoSuchFileException(shown.toString());
        }
    }

    private static byte[] limited(Path relative, InputStream in, int limit) throws IOException {
        var bytes = new ByteArrayOutputStream();
        bytes.write(in.readNBytes(limit + 1));
        if (bytes.size() > limit) {
            throw new FileSystemException(relative.toString(), null, "is longer than " + limit + " bytes");
        }
        return bytes.toByteArray();
    }

    private static SecureDirectoryStream<Path> secure(DirectoryStream<Path> stream) {
        if (stream instanceof SecureDirectoryStream<Path> secure) {
            return secure;
        }
        throw new UnsupportedOperationException("this Java has no secure directory streams");
    }

    /** A stream that fails once more than a number of bytes has been read. */
    private static final class Bounded extends FilterInputStream {
        private final Path file;
        private long left;

        Bounded(InputStream in, long most, Path file) {
            super(in);
            this.file = file;
            this.left = most;
        }

        @Override
        public int read() throws IOException {
            int read = super.read();
            count(read < 0 ? 0 : 1);
            return read;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int read = super.read(bytes, offset, length);
            count(Math.max(0, read));
            return read;
        }

        private void count(int read) throws IOException {
            left -= read;
            if (left < 0) {
                throw new FileSystemException(
                        file.toString(), null, "grew, while it was read, beyond what is read of a file");
            }
        }
    }
}
