package ckms.engine.settings;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ckms.engine.fixture.Keys;
import ckms.engine.host.Host;
import ckms.engine.host.process.HostProcesses;
import ckms.model.config.PrivateKey;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Why a key can't be used: one sentence with the file, and what to do. */
class SigningKeyTest {
    private static final String PROTECTED =
            "-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED PRIVATE KEY-----\n";
    private static final String PROTECTED_OF_OLD =
            "-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\n\nAAAA\n-----END RSA PRIVATE KEY-----\n";

    @TempDir
    Path folder;

    @BeforeEach
    void aPair() throws IOException {
        Keys.pair(folder.resolve("a"));
    }

    private String complaint(String key, String certificate, Map<String, String> environment) throws IOException {
        var host = new Host(environment, 1000, 1, new HostProcesses());
        return new SigningKey(PrivateKey.of(folder.resolve(key).toString()), folder.resolve(certificate))
                .complaint(host)
                .map(complaint -> complaint.sentence().replace(folder + "/", ""))
                .orElse("good");
    }

    private String complaint(String key, String certificate) throws IOException {
        return complaint(key, certificate, Map.of());
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    @Test
    void pemAndDerCertificatesAndOneFileForBothAreGood() throws IOException {
        assertEquals("good", complaint("a.pem", "a.x509"));
        write("a.crt", Keys.CERTIFICATE);
        assertEquals("good", complaint("a.pem", "a.crt"));
        write("both.pem", "a remark\n" + Keys.KEY + Keys.CERTIFICATE);
        assertEquals("good", complaint("both.pem", "both.pem"));
    }

    @Test
    void aCertificateHasOneDigestInEachForm() throws IOException {
        write("both.pem", Keys.KEY + Keys.CERTIFICATE);
        var der = new CertificateFile(folder.resolve("a.x509"));
        var pem = new CertificateFile(folder.resolve("both.pem"));
        assertArrayEquals(Keys.der(Keys.CERTIFICATE), der.der());
        assertEquals(der.digest(), pem.digest());
    }

    @Test
    void aFileThatIsNotThereIsNamed() throws IOException {
        assertEquals("there is no b.pem; correct its name, or put the file there", complaint("b.pem", "a.x509"));
        assertEquals("there is no b.x509; correct its name, or put the file there", complaint("a.pem", "b.x509"));
        Files.createDirectory(folder.resolve("d"));
        String noFile = " is no file, or longer than any key or certificate; name the file of the key";
        assertEquals("d" + noFile, complaint("d", "a.x509"));
        try (var sparse = new RandomAccessFile(folder.resolve("sparse").toFile(), "rw")) {
            sparse.setLength(1L << 41);
        }
        assertEquals("sparse" + noFile, complaint("sparse", "a.x509"));
    }

    @Test
    void aPassphraseIsAskedForByItsVariable() throws IOException {
        for (String text : new String[] {PROTECTED, PROTECTED_OF_OLD}) {
            write("p.pem", text);
            assertEquals(
                    "p.pem is protected by a passphrase; set KBUILD_SIGN_PIN to it in the environment of ckms, which"
                            + " alone gives it to the kernel's sign-file",
                    complaint("p.pem", "a.x509"));
            assertEquals("good", complaint("p.pem", "a.x509", Map.of(Host.PIN, "secret")));
        }
    }

    @Test
    void aKeyInDerAndAFileThatIsNoKeyAreToldApart() throws IOException {
        Files.write(folder.resolve("a.der"), Keys.der(Keys.KEY));
        assertEquals(
                "a.der is a key in DER, and the kernel's sign-file reads PEM; convert it: openssl pkey -inform DER -in"
                        + " a.der -out a.der.pem",
                complaint("a.der", "a.x509"));
        Files.write(folder.resolve("a key;.der"), Keys.der(Keys.KEY));
        String pasted = complaint("a key;.der", "a.x509");
        assertTrue(pasted.contains("-in 'a key;.der' -out 'a key;.der.pem'"), pasted);
        write("text", "hello\n");
        assertEquals("text has no private key in PEM; name the file of the key", complaint("text", "a.x509"));
        write("empty", "");
        assertEquals("empty has no private key in PEM; name the file of the key", complaint("empty", "a.x509"));
        assertEquals(
                "a.x509 is a certificate, and no private key; the key comes first, then its certificate",
                complaint("a.x509", "a.pem"));
    }

    @Test
    void aCertificateHasToBeOneAndInAFile() throws IOException {
        assertEquals(
                "a.pem has no X.509 certificate, neither in DER nor in PEM; name the file of the certificate",
                complaint("a.pem", "a.pem"));
        var onToken = new SigningKey(new PrivateKey.OnToken("pkcs11:object=a"), Path.of("pkcs11:object=b"));
        assertEquals(
                "the kernel's sign-file reads the certificate from a file, and not from a token; write it to a file,"
                        + " and name that",
                onToken.complaint(new Host(Map.of(), 1000, 1, new HostProcesses()))
                        .orElseThrow()
                        .sentence());
    }

    @Test
    void ofAKeyOnATokenOnlyTheCertificateIsLookedAt() throws IOException {
        var host = new Host(Map.of(), 1000, 1, new HostProcesses());
        var key = new SigningKey(new PrivateKey.OnToken("pkcs11:object=a"), folder.resolve("a.x509"));
        assertTrue(key.complaint(host).isEmpty());
        assertFalse(key.isReadableByOthers());
    }
}
