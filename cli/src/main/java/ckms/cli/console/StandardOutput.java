package ckms.cli.console;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;

/** Standard output that remembers why it could not be written; Java's print streams tell only that it could not. */
public final class StandardOutput extends OutputStream {
    /** The system's message if the reader has read enough and closed the pipe, as {@code head} does. */
    private static final String READ_ENOUGH = "Broken pipe";

    private final OutputStream out = new FileOutputStream(FileDescriptor.out);
    private volatile Optional<String> problem = Optional.empty();

    /** Returns the reason why not all could be written; empty if all was, or the reader wanted no more. */
    public Optional<String> problem() {
        return problem;
    }

    @Override
    public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        try {
            out.write(bytes, offset, length);
        } catch (IOException e) {
            if (!READ_ENOUGH.equals(e.getMessage())) {
                problem = Optional.of(String.valueOf(e.getMessage()));
            }
            throw e;
        }
    }
}
