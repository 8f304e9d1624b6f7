package ckms.model.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/** Where the private key is that modules are signed with. */
public sealed interface PrivateKey {
    /**
     * Reads what the user wrote.
     *
     * @throws InvalidPathException if it is no URI of a token, and can't be a path
     */
    static PrivateKey of(String text) {
        return text.startsWith(OnToken.SCHEME) ? new OnToken(text) : new InFile(Path.of(text));
    }

    /** Returns the file of the key; empty if it is in none. */
    Optional<Path> inFile();

    /** Returns the word that names the key for the kernel's {@code sign-file}. */
    String word();

    /** A key in a file. */
    record InFile(Path file) implements PrivateKey {
        @Override
        public Optional<Path> inFile() {
            return Optional.of(file);
        }

        @Override
        public String word() {
            return file.toAbsolutePath().toString();
        }

        @Override
        public String toString() {
            return file.toString();
        }
    }

    /**
     * A key on a token, such as a smart card, which never leaves it.
     *
     * @param uri its PKCS #11 URI, as RFC 7512 defines it; it is no path, and is handed on as it is
     */
    record OnToken(String uri) implements PrivateKey {
        /** The beginning of each PKCS #11 URI. */
        public static final String SCHEME = "pkcs11:";

        private static final Pattern PIN = Pattern.compile("(pin-value=)[^&]*");

        @Override
        public Optional<Path> inFile() {
            return Optional.empty();
        }

        @Override
        public String word() {
            return uri;
        }

        /** Returns the URI without a PIN that may be in it, for sentences. */
        @Override
        public String toString() {
            return PIN.matcher(uri).replaceAll("$1***");
        }
    }
}
