package ckms.engine.settings;

import ckms.engine.host.files.Digest;
import ckms.engine.host.files.RegularFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Optional;

/**
 * A file with an X.509 certificate: in DER, or in PEM, where it may stand beside a private key, as the kernel's {@code
 * sign-file} reads it.
 */
public record CertificateFile(Path path) {
    /** In bytes; keys and certificates are a few thousand. */
    static final int LIMIT = 1 << 20;

    private static final String PEM = "-----BEGIN CERTIFICATE-----";

    /**
     * Reads the certificate.
     *
     * @return empty if there is none in the file
     * @throws IOException if the file can't be read
     */
    public Optional<Certificate> read() throws IOException {
        byte[] bytes = bytes(path);
        int pem = new String(bytes, StandardCharsets.ISO_8859_1).indexOf(PEM);
        int begin = Math.max(0, pem);
        try {
            return Optional.of(CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(bytes, begin, bytes.length - begin)));
        } catch (CertificateException none) {
            return Optional.empty();
        }
    }

    /**
     * Returns the certificate in DER, whatever form the file has.
     *
     * @throws IOException if the file can't be read, or there is no certificate in it
     */
    public byte[] der() throws IOException {
        try {
            return read().orElseThrow(() -> new CertificateException("there is none"))
                    .getEncoded();
        } catch (CertificateException none) {
            throw new IOException(path + " has no X.509 certificate, neither in DER nor in PEM", none);
        }
    }

    /**
     * Computes the digest of the certificate, which is the same in DER and in PEM.
     *
     * @throws IOException if the file can't be read, or there is no certificate in it
     */
    public String digest() throws IOException {
        return Digest.of(der());
    }

    /** Reads a file of a key or a certificate. */
    static byte[] bytes(Path file) throws IOException {
        return RegularFile.bytes(file.toRealPath(), LIMIT);
    }
}
