package ckms.engine.buildside.sign;

import ckms.engine.host.files.Digest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * What is appended to a module to sign it: a PKCS #7 message, a structure that tells the message's length, and a
 * marker. The kernel's {@code include/linux/module_signature.h} defines the format.
 *
 * @param hex the appended bytes, as hexadecimal digits
 * @param signed the digest of the module with these bytes appended
 */
public record Signature(String hex, String signed) {
    private static final byte[] MARKER = "~Module signature appended~\n".getBytes(StandardCharsets.US_ASCII);
    /**
     * The bytes of {@code struct module_signature}: five fields of one byte, three bytes of padding, and the length,
     * which is big-endian.
     */
    private static final int STRUCTURE = 12;

    private static final int PKCS7 = 2;

    /**
     * Reads the signature after the first {@code length} bytes of a file; throws a {@link SigningException} if there is
     * none.
     */
    static Signature in(Path module, long length) throws IOException {
        byte[] appended;
        try (var in = Files.newInputStream(module)) {
            in.skipNBytes(length);
            appended = in.readAllBytes();
        }
        if (pkcs7(appended).length == 0) {
            throw new SigningException("what was appended to " + module.getFileName() + " is no module signature");
        }
        return new Signature(HexFormat.of().formatHex(appended), Digest.of(module));
    }

    /** Returns the PKCS #7 message; empty if there is none. */
    byte[] pkcs7() {
        return pkcs7(HexFormat.of().parseHex(hex));
    }

    private static byte[] pkcs7(byte[] appended) {
        int message = appended.length - MARKER.length - STRUCTURE;
        if (message <= 0 || !Arrays.equals(MARKER, tail(appended, MARKER.length))) {
            return new byte[0];
        }
        ByteBuffer structure = ByteBuffer.wrap(appended, message, STRUCTURE);
        boolean sound = structure.get(message + 2) == PKCS7 && structure.getInt(message + STRUCTURE - 4) == message;
        return sound ? Arrays.copyOf(appended, message) : new byte[0];
    }

    private static byte[] tail(byte[] bytes, int length) {
        return Arrays.copyOfRange(bytes, bytes.length - length, bytes.length);
    }

    /**
     * Appends the signature to a module.
     *
     * @throws SigningException if the module is not the one that was signed
     * @throws IOException if the module can't be read or written
     */
    public void append(Path module) throws IOException {
        Files.write(module, HexFormat.of().parseHex(hex), StandardOpenOption.APPEND);
        if (!Digest.of(module).equals(signed)) {
            throw new SigningException(module.getFileName() + " changed while it was signed; build it again");
        }
    }
}
