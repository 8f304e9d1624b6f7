package ckms.engine.host.files;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Path;

/** A stream that fails once more than a number of bytes has been read. */
final class Bounded extends FilterInputStream {
    private static final int MIB = 1 << 20;

    private final long most;
    private final Path file;
    private long left;

    /**
     * Makes a bound of a stream.
     *
     * @param most the most bytes
     * @param file what is read, for errors
     */
    Bounded(InputStream in, long most, Path file) {
        super(in);
        this.most = most;
        this.file = file;
        this.left = most;
    }

    /** Makes the error that a file is longer than what is read of it. */
    static FileSystemException tooLong(Path file, long most) {
        String size = most < MIB ? most + " bytes" : most / MIB + " MiB";
        return new FileSystemException(
                file.toString(), null, "is longer than " + size + ", the most that is read of a file like it");
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

    @Override
    public long skip(long count) throws IOException {
        long skipped = super.skip(count);
        count(skipped);
        return skipped;
    }

    private void count(long read) throws IOException {
        left -= read;
        if (left < 0) {
            throw tooLong(file, most);
        }
    }
}
