package ckms.engine.host.files;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** SHA-256 digests of files, texts and bytes, as 64 hexadecimal digits. */
public final class Digest {
    /** What stands for the digest of a file that does not exist. */
    public static final String NONE = "none";

    private static final Pattern FORM = Pattern.compile("[0-9a-f]{64}");

    private Digest() {}

    /** Says whether a text can be the digest of something. */
    public static boolean isOne(String text) {
        return FORM.matcher(text).matches();
    }

    /**
     * Computes the digest of a file.
     *
     * @throws IOException if the file can't be read, is no regular file, or has more than 1 GiB
     */
    public static String of(Path file) throws IOException {
        return RegularFile.read(file, RegularFile.MOST, in -> copy(in, OutputStream.nullOutputStream()));
    }

    /**
     * Computes the digest of the file that a path leads to, over links too.
     *
     * @return {@link #NONE} if there is no such file
     * @throws IOException if the file can't be read, or has more than 1 GiB
     */
    public static String orNone(Path file) throws IOException {
        return Files.isRegularFile(file) ? of(file.toRealPath()) : NONE;
    }

    /** Computes the digest of a text in UTF-8. */
    public static String of(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Computes the digest of bytes. */
    public static String of(byte[] bytes) {
        try {
            return copy(new ByteArrayInputStream(bytes), OutputStream.nullOutputStream());
        } catch (IOException bytesCanBeRead) {
            throw new UncheckedIOException(bytesCanBeRead);
        }
    }

    /**
     * Copies a stream to its end, and returns the digest of what was copied.
     *
     * @throws IOException if reading or writing fails
     */
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
