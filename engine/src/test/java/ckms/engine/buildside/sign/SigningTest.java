package ckms.engine.buildside.sign;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ckms.engine.fixture.FakeRoot;
import ckms.engine.fixture.Keys;
import ckms.engine.host.Host;
import ckms.engine.host.Roots;
import ckms.engine.host.files.Digest;
import ckms.engine.kernel.KernelTree;
import ckms.engine.settings.ConfiguredKey;
import ckms.engine.settings.KeySearch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whether modules are signed, by the headers of a kernel and the key that the user asked for. */
class SigningTest {
    private static final String FORCE = "CONFIG_MODULE_SIG_FORCE=y";

    @TempDir
    Path folder;

    private FakeRoot root;
    private KernelTree kernel;
    private Path headers;
    private Optional<ConfiguredKey> configured = Optional.empty();

    @BeforeEach
    void headersThatKnowSignatures() throws IOException {
        root = new FakeRoot(folder);
        kernel = root.addKernel(FakeRoot.KERNEL);
        headers = kernel.build();
        Keys.enable(headers);
        Keys.pair(folder.resolve("mine"));
    }

    private void ask(String key) throws IOException {
        configured = Optional.of(KeySearch.ofOption(folder.resolve(key).toString(), Roots.HOST));
    }

    private Signing signing() throws IOException {
        return Signing.of(root.host, kernel, configured);
    }

    private String remark() throws IOException {
        return signing().remark().replace(root.root + "/", "");
    }

    @Test
    void aKernelThatKnowsNoSignaturesGetsNone() throws IOException {
        Files.writeString(headers.resolve(".config"), "CONFIG_SMP=y\n");
        ask("mine");
        assertEquals("not signed: the kernel does not know module signatures", remark());
        assertEquals(Optional.empty(), signing().unmet());
    }

    @Test
    void withoutAKeyNothingIsSignedAndNothingIsAmissUnlessTheKernelDemandsIt() throws IOException {
        assertEquals("not signed: there is no key", remark());
        assertEquals(Optional.empty(), signing().unmet());
        Keys.enable(headers, FORCE);
        assertEquals(
                Optional.of("loads only modules that are signed (CONFIG_MODULE_SIG_FORCE=y), and those built for it are"
                        + " not: there is no key"),
                signing().unmet());
    }

    @Test
    void theKeyThatTheUserAskedForSigns() throws IOException {
        Keys.enable(headers, FORCE);
        ask("mine");
        assertEquals("signed (sha256)", remark());
        assertEquals(Optional.empty(), signing().unmet());
    }

    @Test
    void theKeyOfTheHeadersComesFirstWhateverTheOtherIs() throws IOException {
        Keys.pair(Files.createDirectories(headers.resolve("certs")).resolve("signing_key"));
        ask("none");
        assertEquals("signed (sha256)", remark());
        assertEquals(
                headers + "/certs/signing_key.x509",
                ((Signing.Wanted) signing()).key().certificate().toString());
    }

    @Test
    void aKeyThatCantBeUsedMakesItImpossible() throws IOException {
        ask("typo.pem,mine.x509");
        assertEquals(
                "can't be signed as asked for: --sign: there is no typo.pem; correct its name, or put the file there",
                remark());
        assertEquals(
                Optional.of("gets no modules, since they " + signing().remark()),
                signing().unmet());
        assertEquals("", signing().keyDigest());
    }

    @Test
    void withoutTheKernelsToolAWishIsVain() throws IOException {
        Files.delete(headers.resolve("scripts/sign-file"));
        assertEquals("not signed: there is no key", remark());
        ask("mine");
        assertEquals("can't be signed as asked for: the kernel headers have no scripts/sign-file", remark());
    }

    @Test
    void aLinkInTheHeadersLeadsToNoKeyNorToolNorConfigurationOfTheHost(@TempDir Path host) throws IOException {
        Keys.pair(host.resolve("hosts"));
        Path certs = Files.createDirectories(headers.resolve("certs"));
        Path key = Files.createSymbolicLink(certs.resolve("signing_key.pem"), host.resolve("hosts.pem"));
        Path certificate = Files.createSymbolicLink(certs.resolve("signing_key.x509"), host.resolve("hosts.x509"));
        assertEquals("not signed: there is no key", remark());
        Files.delete(key);
        Files.delete(certificate);
        Keys.pair(certs.resolve("signing_key"));
        Path tool = headers.resolve("scripts/sign-file");
        Files.move(tool, host.resolve("sign-file"));
        Files.createSymbolicLink(tool, host.resolve("sign-file"));
        assertEquals("not signed: the kernel headers have no scripts/sign-file", remark());
        Files.delete(tool);
        Path config = headers.resolve(".config");
        Files.move(config, host.resolve("config"));
        Files.createSymbolicLink(config, host.resolve("config"));
        assertEquals("not signed: the kernel does not know module signatures", remark());
        Files.delete(config);
    }

    @Test
    void theStampOfAKeyTellsNothingOfItButWhetherItChanged() throws IOException {
        ask("mine");
        var files = new KeyFiles(root.host, kernel, configured);
        String stamp = files.stamp().text();
        assertTrue(Digest.isOne(stamp), stamp);
        assertEquals(stamp, files.stamp().text());
        Files.writeString(folder.resolve("mine.pem"), Keys.KEY + "\n");
        assertNotEquals(stamp, files.stamp().text());
    }

    @Test
    void aPassphraseReachesTheProgramsThatSignAndNoOthers() {
        var host = new Host(Map.of("PATH", "/bin", Host.PIN, "secret"), 1000, 1, root.host.processes());
        assertEquals(Map.of("PATH", "/bin"), host.environment());
        assertEquals(Map.of("PATH", "/bin", Host.PIN, "secret"), host.signing());
    }
}
