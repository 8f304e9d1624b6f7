package ckms.engine.host.files;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 of files, as 64 hexadecimal digits. */
public final class Digest {
    private Digest() {}

    /** The digest of a file; a symbolic link is not followed. */
    public static String of(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            return copy(in, OutputStream.nullOutputStream());
        }
    }

    /**
     * The digest of the file that a path leads to, over links too; {@code none} where there is no file.
     *
     * @throws IOException where it can't be read
     */
    public static String orNone(Path file) throws IOException {
        return Files.isRegularFile(file) ? of(file.toRealPath()) : "none";
    }

    /** The digest of a text, as UTF-8. */
    public static String of(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The digest of bytes. */
    public static String of(byte[] bytes) {
        try {
            return copy(new ByteArrayInputStream(bytes), OutputStream.nullOutputStream());
        } catch (IOException bytesCanBeRead) {
            throw new UncheckedIOException(bytesCanBeRead);
        }
    }

    /** Copies everything, and tells its digest. */
    public static String copy(InputStream in, OutputStream out) throws IOException {
        try {
            var digesting = new DigestOutputStream(out, MessageDigest.getInstance("SHA-256"));
            in.transferTo(digesting);
            return HexFormat.of().formatHex(digesting.getMessageDigest().digest());
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
