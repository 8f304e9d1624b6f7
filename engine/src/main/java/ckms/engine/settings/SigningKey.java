package ckms.engine.settings;

import ckms.engine.host.Host;
import ckms.model.ShellCommand;
import ckms.model.config.PrivateKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A private key that kernel modules are signed with, and its certificate.
 *
 * @param key the private key; in a file, it is in PEM
 * @param certificate the file of the certificate of its public key, X.509 in DER or PEM; it may be the key's own file
 */
public record SigningKey(PrivateKey key, Path certificate) {
    private static final Pattern PEM = Pattern.compile("-----BEGIN ([A-Z]+ )?PRIVATE KEY-----");
    private static final Pattern ENCRYPTED =
            Pattern.compile("-----BEGIN ENCRYPTED PRIVATE KEY-----|Proc-Type: 4,ENCRYPTED");
    /** The first byte of DER, a sequence. */
    private static final byte DER = 0x30;

    /**
     * Tells why the key can't be used, as far as its files tell.
     *
     * @throws IOException if a file can't be read, though it is there and may be read
     */
    public Optional<KeyComplaint> complaint(Host host) throws IOException {
        Optional<KeyComplaint> ofKey =
                key.inFile().isPresent() ? ofKey(key.inFile().get(), host) : Optional.empty();
        return ofKey.isPresent() ? ofKey : ofCertificate();
    }

    private static Optional<KeyComplaint> ofKey(Path file, Host host) throws IOException {
        Optional<KeyComplaint> unreadable = ofFile(file);
        if (unreadable.isPresent()) {
            return unreadable;
        }
        byte[] bytes = CertificateFile.bytes(file);
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        if (PEM.matcher(text).find()) {
            return isProtected(file) && host.pin().isEmpty()
                    ? complain(file + " is protected by a passphrase; set " + Host.PIN
                            + " to it in the environment of ckms, which alone gives it to the kernel's sign-file")
                    : Optional.empty();
        }
        if (new CertificateFile(file).read().isPresent()) {
            return complain(file + " is a certificate, and no private key; the key comes first, then its certificate");
        }
        return complain(
                bytes.length > 0 && bytes[0] == DER
                        ? file + " is a key in DER, and the kernel's sign-file reads PEM; convert it: "
                                + ShellCommand.of(
                                        "openssl", "pkey", "-inform", "DER", "-in", file, "-out", file + ".pem")
                        : file + " has no private key in PEM; name the file of the key");
    }

    private Optional<KeyComplaint> ofCertificate() throws IOException {
        if (PrivateKey.of(certificate.toString()) instanceof PrivateKey.OnToken) {
            return complain(
                    "the kernel's sign-file reads the certificate from a file, and not from a token; write it to"
                            + " a file, and name that");
        }
        Optional<KeyComplaint> unreadable = ofFile(certificate);
        if (unreadable.isPresent()) {
            return unreadable;
        }
        return new CertificateFile(certificate).read().isPresent()
                ? Optional.empty()
                : complain(certificate + " has no X.509 certificate, neither in DER nor in PEM; name the file of the"
                        + " certificate");
    }

    private static Optional<KeyComplaint> ofFile(Path file) throws IOException {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            if (!attributes.isRegularFile() || attributes.size() > CertificateFile.LIMIT) {
                return complain(file + " is no file, or longer than any key or certificate; name the file of the key");
            }
        } catch (NoSuchFileException none) {
            return complain("there is no " + file + "; correct its name, or put the file there");
        } catch (AccessDeniedException hidden) {
            return hidden(file);
        }
        return Files.isReadable(file) ? Optional.empty() : hidden(file);
    }

    static Optional<KeyComplaint> hidden(Path file) {
        return Optional.of(new KeyComplaint(
                "you have no permission to read " + file + "; run this as root, who signs with it", true));
    }

    private static Optional<KeyComplaint> complain(String sentence) {
        return Optional.of(KeyComplaint.of(sentence));
    }

    /**
     * Says whether a passphrase protects the private key in a file.
     *
     * @throws IOException if the file can't be read
     */
    public static boolean isProtected(Path key) throws IOException {
        String text = new String(CertificateFile.bytes(key), StandardCharsets.ISO_8859_1);
        return ENCRYPTED.matcher(text).find();
    }

    /**
     * Says whether the permission bits of the private key's file let others than its owner read it.
     *
     * @throws IOException if the file can't be looked at
     */
    public boolean isReadableByOthers() throws IOException {
        if (key.inFile().isEmpty()) {
            return false;
        }
        Set<PosixFilePermission> permissions =
                Files.getPosixFilePermissions(key.inFile().get());
        return permissions.contains(PosixFilePermission.GROUP_READ)
                || permissions.contains(PosixFilePermission.OTHERS_READ);
    }
}
