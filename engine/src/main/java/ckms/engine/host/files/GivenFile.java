package ckms.engine.host.files;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * Reads a file that the user named on the command line. It may be a pipe, such as the shell makes for
 * {@code <(command)}: like standard input, it is waited for, but not read without end.
 */
public final class GivenFile {
    private GivenFile() {}

    /** Says whether there is something to read: a file, a pipe or a device, but no folder. */
    public static boolean exists(Path file) {
        return Files.exists(file) && !Files.isDirectory(file);
    }

    /**
     * Returns the folder that relative paths in a file begin at: its own, or for a pipe the one that the user is in.
     */
    public static Path folder(Path file) {
        Path absolute = (Files.isRegularFile(file) ? file : Path.of("pipe")).toAbsolutePath();
        return absolute.normalize().getParent();
    }

    /**
     * Reads a file, over links too.
     *
     * @param most the most bytes that it may have
     * @return what {@code reading} made of it
     * @throws IOException if there is no such file, it is a folder, it is longer, or it can't be read
     */
    public static <T> T read(Path file, long most, RegularFile.Reading<T> reading) throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
        if (attributes.isDirectory()) {
            throw new FileSystemException(file.toString(), null, "is a folder; name a file");
        }
        if (attributes.isRegularFile()) {
            return RegularFile.read(file.toRealPath(), most, reading);
        }
        try (InputStream in = new Bounded(Files.newInputStream(file), most, file)) {
            return reading.from(in);
        }
    }

    /**
     * Reads all of a small file, over links too.
     *
     * @param most the most bytes that it may have
     * @throws IOException as {@link #read} does
     */
    public static byte[] bytes(Path file, int most) throws IOException {
        return read(file, most, InputStream::readAllBytes);
    }
}
