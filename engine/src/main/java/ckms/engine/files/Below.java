package ckms.engine.files;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
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

/**
 * Reads below a folder that somebody else may be changing, following no link on the way: each folder is opened within
 * the one before, so that nothing can be exchanged between the look and the reading.
 */
public final class Below {
    private static final Set<OpenOption> READ = Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);

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
            try (InputStream in = Channels.newInputStream(folder.newByteChannel(name, READ))) {
                return reading.from(in);
            }
        });
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
}
