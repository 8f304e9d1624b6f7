package ckms.engine.host.files;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Optional;

/**
 * Reads files below a folder that somebody else may be changing. No link on the way is followed: each folder is opened
 * within the one before, so that nothing can be exchanged between the check and the reading. What is no regular file is
 * never opened, or not waited for, and nothing is read without end.
 */
public final class Below {
    private final Path root;

    /** Makes a reader of what is below a folder; links may lead to that folder itself. */
    public Below(Path root) {
        this.root = root;
    }

    /** A use of an opened folder. */
    @FunctionalInterface
    interface Within<T> {
        T in(OpenFolder folder) throws IOException;
    }

    /**
     * Reads a regular file of at most 1 GiB.
     *
     * @param relative the file's path, relative to the folder that this reads below
     * @return what {@code reading} made of it
     * @throws IOException if there is no such file, it is no regular file, a link is on the way to it, it is longer, or
     *     it can't be read; also if the thread is interrupted while it opens the file
     */
    public <T> T read(Path relative, RegularFile.Reading<T> reading) throws IOException {
        return read(relative, RegularFile.MOST, reading);
    }

    /**
     * Reads a regular file.
     *
     * @param relative the file's path, relative to the folder that this reads below
     * @param most the most bytes that it may have
     * @return what {@code reading} made of it
     * @throws IOException if there is no such file, it is no regular file, a link is on the way to it, it is longer, or
     *     it can't be read; also if the thread is interrupted while it opens the file
     */
    public <T> T read(Path relative, long most, RegularFile.Reading<T> reading) throws IOException {
        return within(relative, relative.getNameCount() - 1, folder -> {
            try (InputStream in = folder.file(last(relative), most)) {
                return reading.from(in);
            }
        });
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
            return Optional.of(read(relative, limit, InputStream::readAllBytes));
        } catch (NoSuchFileException none) {
            return Optional.empty();
        }
    }

    /** Opens a folder, and lists and reads in it. */
    <T> T in(Path folder, Within<T> then) throws IOException {
        return within(folder, folder.getNameCount(), then);
    }

    /**
     * Takes the stamp of a regular file.
     *
     * @param relative the file's path, relative to the folder that this reads below
     * @return {@link Stamp#NONE} if there is no such file
     * @throws IOException if it is no regular file, a link is on the way to it, or it can't be looked at
     */
    public Stamp stamp(Path relative) throws IOException {
        return look(relative).map(Stamp::of).orElse(Stamp.NONE);
    }

    /**
     * Returns when a regular file was last written.
     *
     * @param relative the file's path, relative to the folder that this reads below
     * @return empty if there is no such file
     * @throws IOException if it is no regular file, a link is on the way to it, or it can't be looked at
     */
    public Optional<FileTime> modified(Path relative) throws IOException {
        return look(relative).map(BasicFileAttributes::lastModifiedTime);
    }

    private Optional<BasicFileAttributes> look(Path relative) throws IOException {
        try {
            BasicFileAttributes attributes =
                    within(relative, relative.getNameCount() - 1, folder -> folder.attributes(last(relative)));
            RegularFile.require(root.resolve(relative), attributes, Long.MAX_VALUE);
            return Optional.of(attributes);
        } catch (NoSuchFileException none) {
            return Optional.empty();
        }
    }

    private <T> T within(Path relative, int folders, Within<T> then) throws IOException {
        try (OpenFolder top = OpenFolder.at(root)) {
            return within(top, relative, 0, folders, then);
        }
    }

    /** Opens a path's folders one after the other, each within the one before. */
    private <T> T within(OpenFolder folder, Path relative, int depth, int folders, Within<T> then) throws IOException {
        if (depth == folders) {
            return then.in(folder);
        }
        try (OpenFolder next = folder.folder(checked(relative, depth))) {
            return within(next, relative, depth + 1, folders, then);
        }
    }

    private Path last(Path relative) throws FileSystemException {
        return checked(relative, relative.getNameCount() - 1);
    }

    private Path checked(Path relative, int depth) throws FileSystemException {
        Path name = relative.getName(depth);
        if (name.toString().equals("..") || relative.isAbsolute()) {
            throw new FileSystemException(relative.toString(), null, "leads out of " + root);
        }
        return name;
    }
}
