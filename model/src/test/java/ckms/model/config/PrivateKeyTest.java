package ckms.model.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A private key is in a file or on a token, and each has its word for {@code sign-file}. */
class PrivateKeyTest {
    @Test
    void whatIsNoUriIsAFile() {
        PrivateKey key = PrivateKey.of("/k//mok.pem");
        assertEquals(Optional.of(Path.of("/k/mok.pem")), key.inFile());
        assertEquals("/k/mok.pem", key.word());
    }

    @Test
    void aUriIsHandedOnAsItIs() {
        PrivateKey key = PrivateKey.of("pkcs11:token=a//b;object=c%20d?module-path=/usr//lib/");
        assertEquals(Optional.empty(), key.inFile());
        assertEquals("pkcs11:token=a//b;object=c%20d?module-path=/usr//lib/", key.word());
    }

    @Test
    void aPinInAUriIsNotShown() {
        PrivateKey key = PrivateKey.of("pkcs11:object=a?pin-value=1234&module-name=x");
        assertEquals("pkcs11:object=a?pin-value=***&module-name=x", key.toString());
    }
}
