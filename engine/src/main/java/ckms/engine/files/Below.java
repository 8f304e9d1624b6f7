package ckms.engine.files;

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
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Reads below a folder that somebody else may be changing, following no link on the way: each folder is opened within
 * the one before, so that nothing can be exchanged between the look and the reading.
 */
public final class Below {
    private static final Set<OpenOption> READ = Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);

    /** In bytes; no module is as large, but a sparse file may seem to be. */
    private static final long MOST = 1L << 30;

    private static final int OPENING_SECONDS = 10;

    private final Path root;

    /** Reads below that folder, which may itself be reached over links. */
    public Below(Path root) {
        this.root = root;
    }

    /** What is done with an opened file. */
    @FunctionalInterface
    public interface Reading<T> {
        /** Reads from the start of the file; it is closed afterwards. */
        T from(InputStream in) throws IOException;
    }

    /** What is done with a file within its opened folder. */
    @FunctionalInterface
    private interface Use<T> {
        T of(SecureDirectoryStream<Path> folder, Path name, BasicFileAttributes attributes) throws IOException;
    }

    /** Reads a regular file, named from the folder; anything else that has its name is an error. */
    public <T> T read(Path relative, Reading<T> reading) throws IOException {
        return use(relative, (folder, name, attributes) -> {
            if (attributes.size() > MOST) {
                throw new FileSystemException(root.resolve(relative).toString(), null, "is too large to be a module");
            }
            try (InputStream in = Channels.newInputStream(open(folder, name, root.resolve(relative)))) {
                return reading.from(new Bounded(in, MOST));
            }
        });
    }

    /**
     * Opens what was a regular file a moment ago. Should it be a pipe by now, the system waits for a writer who never
     * comes, and so does that thread, but nobody else.
     */
    private static SeekableByteChannel open(SecureDirectoryStream<Path> folder, Path name, Path shown)
            throws IOException {
        var opening = new FutureTask<>(() -> folder.newByteChannel(name, READ));
        var thread = new Thread(opening, "opening");
        thread.setDaemon(true);
        thread.start();
        try {
            return opening.get(OPENING_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException noFileAnyMore) {
            throw new FileSystemException(shown.toString(), null, "is not a regular file any more");
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException problem ? problem : new IOException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while opening " + shown);
        }
    }

    /** When a regular file was last written; empty where there is none. */
    public Optional<FileTime> modified(Path relative) throws IOException {
        try {
            return Optional.of(use(relative, (folder, name, attributes) -> attributes.lastModifiedTime()));
        } catch (NoSuchFileException none) {
            return Optional.empty();
        }
    }

    private <T> T use(Path relative, Use<T> use) throws IOException {
        try (DirectoryStream<Path> top = Files.newDirectoryStream(root)) {
            return use(secure(top), relative, 0, use);
        }
    }

    /** A small text file; empty where there is none. An error where it is longer than that many bytes. */
    public Optional<byte[]> bytes(Path relative, int limit) throws IOException {
        try {
            return Optional.of(read(relative, in -> limited(relative, in, limit)));
        } catch (NoSuchFileException none) {
            return Optional.empty();
        }
    }

    private <T> T use(SecureDirectoryStream<Path> folder, Path relative, int depth, Use<T> use) throws IOException {
        Path name = relative.getName(depth);
        if (name.toString().equals("..") || relative.isAbsolute()) {
            throw new FileSystemException(relative.toString(), null, "leads out of " + root);
        }
        Path shown = root.resolve(relative.subpath(0, depth + 1));
        BasicFileAttributes attributes = attributes(folder, name, shown);
        if (depth + 1 < relative.getNameCount()) {
            if (!attributes.isDirectory()) {
                throw new FileSystemException(shown.toString(), null, "is not a folder; links are not followed here");
            }
            try (SecureDirectoryStream<Path> next = folder.newDirectoryStream(name, LinkOption.NOFOLLOW_LINKS)) {
                return use(next, relative, depth + 1, use);
            }
        }
        if (!attributes.isRegularFile()) {
            throw new FileSystemException(shown.toString(), null, "is not a regular file; links are not followed here");
        }
        return use.of(folder, name, attributes);
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

    /** Ends with an error where more comes than there should be. */
    private static final class Bounded extends FilterInputStream {
        private long left;

        Bounded(InputStream in, long most) {
            super(in);
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
                throw new IOException("a file that is read grows without end");
            }
        }
    }
}
