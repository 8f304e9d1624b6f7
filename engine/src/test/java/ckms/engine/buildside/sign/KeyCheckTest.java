package ckms.engine.buildside.sign;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ckms.engine.fixture.FakeRoot;
import ckms.engine.fixture.Keys;
import ckms.engine.host.Host;
import ckms.engine.host.process.Printed;
import ckms.engine.settings.KeySearch;
import ckms.engine.settings.SigningKey;
import ckms.model.config.PrivateKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What openssl tells of a key before anything is built, and what is made of the errors of a signing. */
class KeyCheckTest {
    @TempDir
    Path folder;

    private FakeRoot root;

    @BeforeEach
    void aPair() throws IOException {
        root = new FakeRoot(folder);
        Keys.pair(root.root.resolve("mine"));
    }

    private void openssl(String snippet) throws IOException {
        Keys.program(root.root.resolve("bin/openssl"), snippet);
    }

    private String complaint(Host host) throws IOException, InterruptedException {
        return new KeyCheck(host)
                .complaint(KeySearch.ofOption(root.root + "/mine", root.roots()))
                .map(complaint -> complaint.sentence().replace(root.root + "/", ""))
                .orElse("good");
    }

    @Test
    void aCertificateBelongsToItsKey() throws IOException, InterruptedException {
        openssl("cat <<END\n" + Keys.PUBLIC + "END");
        assertEquals("good", complaint(root.host));
        openssl("cat <<END\n" + Keys.OTHER_PUBLIC + "END");
        assertEquals(
                "the certificate mine.x509 does not belong to the key mine.pem; name the one that was made for it",
                complaint(root.host));
    }

    @Test
    void withoutOpensslTheFilesAreEnough() throws IOException, InterruptedException {
        assertEquals("good", complaint(new Host(Map.of("PATH", "/none"), 1000, 1, root.host.processes())));
    }

    @Test
    void aPassphraseIsTriedAndOtherwiseNobodyIsAsked() throws IOException, InterruptedException {
        openssl("echo \"$@\" $KBUILD_SIGN_PIN >" + root.root + "/asked; exit 1");
        assertEquals(
                "openssl can't read the private key in mine.pem; make it anew, or name another", complaint(root.host));
        assertEquals(
                "pkey -in " + root.root + "/mine.pem -passin pass: -pubout\n",
                Files.readString(root.root.resolve("asked")));
        Files.writeString(
                root.root.resolve("mine.pem"),
                "-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED PRIVATE KEY-----\n");
        var host = new Host(Map.of("PATH", root.host.path(), Host.PIN, "wrong"), 1000, 1, root.host.processes());
        assertEquals("the passphrase in KBUILD_SIGN_PIN is not that of mine.pem; set the right one", complaint(host));
        assertEquals(
                "pkey -in " + root.root + "/mine.pem -passin env:KBUILD_SIGN_PIN -pubout wrong\n",
                Files.readString(root.root.resolve("asked")));
    }

    @Test
    void errorsOfASigningAreWorded() {
        var inFile = new SigningKey(PrivateKey.of("/k/a.pem"), Path.of("/k/b.x509"));
        var onToken = new SigningKey(PrivateKey.of("pkcs11:object=a?pin-value=1"), Path.of("/k/b.x509"));
        assertEquals(
                "the certificate /k/b.x509 does not belong to the key /k/a.pem; name the one that was made for it",
                worded(inFile, "- SSL error:17000088:CMS routines::private key does not match certificate: c:1\n"));
        assertEquals(
                "the passphrase in KBUILD_SIGN_PIN is not that of /k/a.pem; set the right one",
                worded(inFile, "At main.c:174:\n- SSL error:1C800064:Provider routines::bad decrypt: c:124\n"));
        assertEquals("one; two", worded(inFile, " one\n two\n"));
        assertEquals(
                "OpenSSL has no provider for keys on tokens, such as pkcs11:object=a?pin-value=***; install it; on"
                        + " Debian: apt install pkcs11-provider",
                worded(onToken, "sign-file: OSSL_PROVIDER_try_load(pkcs11)\n"));
        assertEquals(
                "the key pkcs11:object=a?pin-value=*** can't be used; look whether its token is there, and whether"
                        + " KBUILD_SIGN_PIN is its PIN (no slot; pkcs11:object=a?pin-value=***)",
                worded(onToken, "no slot\npkcs11:object=a?pin-value=1\n"));
    }

    private static String worded(SigningKey key, String printed) {
        return SigningError.sentence(key, new Printed(1, printed));
    }
}
