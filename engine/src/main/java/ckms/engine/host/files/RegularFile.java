package ckms.engine.host.files;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Set;

/**
 * Reads regular files, and nothing else: what a file is and how long it is are looked at first, so that nobody waits
 * for a pipe, or reads without end. Links on the way to a file are followed, but the file itself is none; where that
 * is not enough there is {@link Below}.
 */
public final class RegularFile {
    /** In bytes: more than any module has, but a sparse file may claim any size. */
    public static final long MOST = 1L << 30;

    /** How a file is opened once it is known to be a regular file. */
    static final Set<OpenOption> READ = Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);

    private RegularFile() {}

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

    /**
     * Reads a file.
     *
     * @param most the most bytes that it may have
     * @return what {@code reading} made of it
     * @throws IOException if there is no such file, it is no regular file, it is longer, or it can't be read; also if
     *     the thread is interrupted while it opens the file
     */
    public static <T> T read(Path file, long most, Reading<T> reading) throws IOException {
        require(file, Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS), most);
        try (InputStream in = open(file, most, () -> Files.newByteChannel(file, READ))) {
            return reading.from(in);
        }
    }

    /**
     * Reads a small file.
     *
     * @param most the most bytes that it may have
     * @throws IOException as {@link #read} does
     */
    public static byte[] bytes(Path file, int most) throws IOException {
        return read(file, most, InputStream::readAllBytes);
    }

    /** Opens a file that was looked at; the stream fails when it has come to more bytes than it may have. */
    static InputStream open(Path shown, long most, Opening.Attempt attempt) throws IOException {
        return new Bounded(Channels.newInputStream(Opening.IN_TIME.open(shown, attempt)), most, shown);
    }

    /** Throws an exception unless the attributes are those of a regular file that is not too long. */
    static void require(Path shown, BasicFileAttributes attributes, long most) throws FileSystemException {
        if (!attributes.isRegularFile()) {
            throw new FileSystemException(shown.toString(), null, "is not a regular file; links are not followed here");
        }
        if (attributes.size() > most) {
            throw Bounded.tooLong(shown, most);
        }
    }
}
