package ckms.engine.host.files;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;

/** Makes what nobody expects in the place of a file. */
public final class Odd {
    private Odd() {}

    /** Makes a pipe, which has no writer. */
    public static Path pipe(Path path) throws IOException, InterruptedException {
        assertEquals(0, new ProcessBuilder("mkfifo", path.toString()).start().waitFor());
        return path;
    }

    /** Makes a file that takes no room and says that it has two tebibytes. */
    public static Path sparse(Path path) throws IOException {
        return sparse(path, 2L << 40);
    }

    /** Makes a file that takes no room and has many bytes, all of them 0. */
    public static Path sparse(Path path, long bytes) throws IOException {
        try (var file = new RandomAccessFile(path.toFile(), "rw")) {
            file.setLength(bytes);
        }
        return path;
    }
}
