package ckms.engine.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ckms.engine.fixture.FakeRoot;
import ckms.engine.fixture.Keys;
import ckms.engine.fixture.SettingsBuilder;
import ckms.engine.host.Roots;
import ckms.model.config.PrivateKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which files {@code --sign} and the configuration lead to, and what is said where they lead to none. */
class KeySearchTest {
    @TempDir
    Path folder;

    /** What a text leads to: key and certificate by their names here, or a sentence in which HERE is this folder. */
    private String sign(String text) throws IOException {
        return shown(KeySearch.ofOption(text.replace("HERE", folder.toString()), Roots.HOST));
    }

    private String shown(ConfiguredKey key) throws IOException {
        String text = key.found().isPresent()
                ? key.found().get().key() + " " + key.found().get().certificate()
                : key.sentence(key.complaint(new FakeRoot(folder).host).orElseThrow());
        return text.replace(folder.toRealPath().toString(), "HERE").replace(folder.toString(), "HERE");
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    @Test
    void aPairIsTakenAsItIsNamed() throws IOException {
        assertEquals("/k/a.pem /k/b.crt", sign("/k/a.pem,/k/b.crt"));
    }

    @Test
    void aPrefixStandsForItsPemAndItsX509() throws IOException {
        Keys.pair(folder.resolve("mine"));
        assertEquals("HERE/mine.pem HERE/mine.x509", sign("HERE/mine"));
        write("mine.crt", Keys.CERTIFICATE);
        assertEquals("HERE/mine.pem HERE/mine.x509", sign("HERE/mine"));
    }

    @Test
    void theFileOfAKeyIsEnoughWhereItsCertificateIsBesideIt() throws IOException {
        write("MOK.priv", Keys.KEY);
        Files.write(folder.resolve("MOK.der"), Keys.der(Keys.CERTIFICATE));
        assertEquals("HERE/MOK.priv HERE/MOK.der", sign("HERE/MOK.priv"));
        assertEquals("HERE/MOK.priv HERE/MOK.der", sign("HERE/MOK"));
    }

    @Test
    void theNamesOfDkmsAreFoundToo() throws IOException {
        write("mok.key", Keys.KEY);
        Files.write(folder.resolve("mok.pub"), Keys.der(Keys.CERTIFICATE));
        assertEquals("HERE/mok.key HERE/mok.pub", sign("HERE/mok.key"));
    }

    @Test
    void keyAndCertificateMayBeInOneFile() throws IOException {
        write("both.pem", Keys.KEY + Keys.CERTIFICATE);
        assertEquals("HERE/both.pem HERE/both.pem", sign("HERE/both.pem"));
        assertEquals("HERE/both.pem HERE/both.pem", sign("HERE/both"));
    }

    @Test
    void aFileBesideTheKeyThatIsNoCertificateIsPassedOver() throws IOException {
        write("a.pem", Keys.KEY);
        Files.write(folder.resolve("a.der"), Keys.der(Keys.KEY));
        write("a.crt", Keys.CERTIFICATE);
        assertEquals("HERE/a.pem HERE/a.crt", sign("HERE/a.pem"));
    }

    @Test
    void whatWasLookedForIsSaid() throws IOException {
        assertEquals(
                "--sign: there is no key; looked for HERE/none, HERE/none.pem, HERE/none.priv, HERE/none.key;"
                        + " name the file of the key",
                sign("HERE/none"));
        write("a.pem", Keys.KEY);
        assertEquals(
                "--sign: there is no certificate of the key HERE/a.pem; looked in HERE/a.x509, HERE/a.der, HERE/a.crt,"
                        + " HERE/a.cer, HERE/a.pub, and in the file of the key; name the certificate too",
                sign("HERE/a.pem"));
    }

    @Test
    void aTokensUriIsNoPathAndMayHaveCommasInIt() throws IOException {
        ConfiguredKey key = KeySearch.ofOption("pkcs11:token=a,b;object=//c,HERE/c.crt", Roots.HOST);
        assertEquals(
                new SigningKey(new PrivateKey.OnToken("pkcs11:token=a,b;object=//c"), Path.of("HERE/c.crt")),
                key.found().orElseThrow());
        assertEquals(
                "--sign: the key is on a token, where no certificate is looked for; name the file of the certificate too",
                sign("pkcs11:token=a"));
    }

    @Test
    void theConfigurationIsBelowItsRoot() throws IOException {
        write("k.pem", Keys.KEY);
        write("k.crt", Keys.CERTIFICATE);
        assertEquals(
                "HERE/k.pem HERE/k.crt",
                configured("sign_key = /k.pem\nsign_cert = /k.crt").orElseThrow());
        assertEquals("HERE/k.pem HERE/k.crt", configured("sign_key = /k.pem").orElseThrow());
        assertEquals(
                "pkcs11:object=k HERE/k.crt",
                configured("sign_key = pkcs11:object=k\nsign_cert = /k.crt").orElseThrow());
        assertEquals(
                "sign_cert of c.ini: a certificate alone signs nothing; set 'sign_key' too",
                configured("sign_cert = /k.crt").orElseThrow());
        assertEquals(Optional.empty(), configured("sign_key =\nsign_cert ="));
    }

    @Test
    void aLinkBesideAKeyLeadsNowhereOutsideOfTheRoot(@TempDir Path host) throws IOException {
        Path hosts = Files.writeString(host.resolve("hosts.pem"), Keys.KEY + Keys.CERTIFICATE);
        Files.createSymbolicLink(folder.resolve("k.pem"), hosts);
        String nothing = configured("sign_key = /k").orElseThrow();
        assertTrue(nothing.startsWith("sign_key of c.ini: there is no key; looked for"), nothing);
        Files.delete(folder.resolve("k.pem"));
        write("k.pem", Keys.KEY);
        Files.createSymbolicLink(folder.resolve("k.crt"), hosts);
        nothing = configured("sign_key = /k").orElseThrow();
        assertTrue(nothing.startsWith("sign_key of c.ini: there is no certificate"), nothing);
        Files.delete(folder.resolve("k.crt"));
    }

    private Optional<String> configured(String options) throws IOException {
        var root = new FakeRoot(folder);
        Settings settings =
                new SettingsBuilder(root).config("[ckms]\n" + options + "\n").settings();
        Optional<ConfiguredKey> key = KeySearch.ofConfiguration(settings.config(), Path.of("c.ini"), root.roots());
        return key.isPresent() ? Optional.of(shown(key.get())) : Optional.empty();
    }
}
