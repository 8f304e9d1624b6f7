package ckms.engine.host.files;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.function.Predicate;

/**
 * An opened folder: what is in it is reached without the folder's path, so that nothing above it can be exchanged. No
 * link in it is followed.
 */
final class OpenFolder implements Closeable {
    /** What a folder holds under this name is the folder itself; to open it fails, and waits for nobody, if it is none. */
    private static final Path ITSELF = Path.of(".");

    private final SecureDirectoryStream<Path> stream;
    private final Path path;

    private OpenFolder(SecureDirectoryStream<Path> stream, Path path) {
        this.stream = stream;
        this.path = path;
    }

    /** Opens a folder that links may lead to. */
    static OpenFolder at(Path path) throws IOException {
        if (stream(path) instanceof SecureDirectoryStream<Path> secure) {
            return new OpenFolder(secure, path);
        }
        throw new UnsupportedOperationException("this Java has no secure directory streams");
    }

    @SuppressWarnings("StreamResourceLeak") // the opened folder closes it
    private static DirectoryStream<Path> stream(Path path) throws IOException {
        try {
            return Files.newDirectoryStream(path.resolve(ITSELF));
        } catch (NoSuchFileException | NotDirectoryException | AccessDeniedException none) {
            throw named(none, path);
        }
    }

    /** Opens a folder in this one. It is compared with what was looked at, since a link may have taken its place. */
    OpenFolder folder(Path name) throws IOException {
        BasicFileAttributes before = attributes(name);
        if (!before.isDirectory()) {
            throw noFolder(name);
        }
        SecureDirectoryStream<Path> opened;
        try {
            opened = stream.newDirectoryStream(name.resolve(ITSELF));
        } catch (NoSuchFileException | NotDirectoryException | AccessDeniedException none) {
            throw named(none, path.resolve(name));
        }
        var folder = new OpenFolder(opened, path.resolve(name));
        if (!before.fileKey().equals(folder.attributes().fileKey())) {
            folder.close();
            throw noFolder(name);
        }
        return folder;
    }

    private FileSystemException noFolder(Path name) {
        return new FileSystemException(
                path.resolve(name).toString(), null, "is not a folder; links are not followed here");
    }

    /** Opens a regular file in this folder. */
    InputStream file(Path name, long most) throws IOException {
        Path shown = path.resolve(name);
        RegularFile.require(shown, attributes(name), most);
        return RegularFile.open(shown, most, () -> open(name));
    }

    /**
     * Opens a file in an opened folder of its own. If the file has become a pipe and this never returns, the folder stays
     * locked, and to close it would not return either.
     */
    private SeekableByteChannel open(Path name) throws IOException {
        try (SecureDirectoryStream<Path> own = stream.newDirectoryStream(ITSELF)) {
            return own.newByteChannel(name, RegularFile.READ);
        } catch (NoSuchFileException | AccessDeniedException none) {
            throw named(none, path.resolve(name));
        }
    }

    /** Looks at the folder itself. */
    private BasicFileAttributes attributes() throws IOException {
        return stream.getFileAttributeView(BasicFileAttributeView.class).readAttributes();
    }

    /** Looks at what has a name in this folder. */
    BasicFileAttributes attributes(Path name) throws IOException {
        try {
            return stream.getFileAttributeView(name, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                    .readAttributes();
        } catch (NoSuchFileException none) {
            throw named(none, path.resolve(name));
        }
    }

    /** Lists the names of all that is in this folder, in order; for once. */
    List<Path> names() throws IOException {
        return Listing.of(stream, path);
    }

    /** Lists the names in this folder that are wanted, in order; of too many, only a part; for once. */
    List<Path> some(Predicate<Path> wanted) throws IOException {
        return Listing.some(stream, wanted);
    }

    /** Goes through the names of all that is in this folder, however much that is; for once. */
    void each(Listing.Taking taking) throws IOException {
        Listing.each(stream, taking);
    }

    /** Reads where a link in this folder leads. It is reached by its path, since Java has no other way. */
    Path target(Path name) throws IOException {
        return Files.readSymbolicLink(path.resolve(name));
    }

    @Override
    public void close() throws IOException {
        stream.close();
    }

    private static FileSystemException named(FileSystemException none, Path shown) {
        String path = shown.toString();
        if (none instanceof AccessDeniedException) {
            return new AccessDeniedException(path);
        }
        return none instanceof NoSuchFileException ? new NoSuchFileException(path) : new NotDirectoryException(path);
    }
}
