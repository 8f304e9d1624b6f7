package ckms.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ckms.engine.fixture.Keys;
import ckms.model.Kernel;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A signature that is wished for in vain is told, quiet or not, by each command that it concerns. */
class SignatureTest extends OnAFakeRoot {
    private static final String TYPO =
            "sign_key of ROOT/etc/ckms/config.ini: there is no ROOT/mok.pem; correct its name, or put the file there";

    @BeforeEach
    void kernelsThatKnowSignatures() throws IOException {
        for (Kernel kernel : KERNELS) {
            Keys.enable(root.kernel(kernel).build());
        }
        Keys.pair(root.root.resolve("mine"));
    }

    private void configure(String options) throws IOException {
        write("etc/ckms/config.ini", "[ckms]\n" + options);
    }

    private static String wanted() {
        return manifest("[6.1.0-1, 6.6.0-1]", "foo=1.0", "bar=1");
    }

    private void refuses(String error) {
        assertEquals("ckms: error: " + error + "\n", err());
    }

    @Test
    void aKeyThatIsNotThereIsOneErrorOfWhatBuilds() throws IOException {
        configure("sign_key = /mok.pem\nsign_cert = /mine.x509\n");
        assertEquals(1, ckms(wanted(), "-q", "plan", "-"));
        refuses(TYPO);
        assertEquals(1, ckms(wanted(), "-q", "apply", "-"));
        refuses(TYPO);
        assertEquals(0, ckms("", "-q", "add", "ROOT/usr/src/foo-1.0"), err());
        assertEquals(1, ckms("", "-q", "-k", "6.1.0-1", "build", "foo=1.0"));
        refuses(TYPO);
        assertFalse(Files.exists(root.state.root().resolve("foo/1.0/6.1.0-1")));
    }

    @Test
    void aSavedPlanIsRefusedTooOnceTheKeyIsGone() throws IOException {
        assertEquals(0, ckms(wanted(), "-q", "plan", "--out", "ROOT/p.json", "-"), err());
        configure("sign_key = /mok.pem\nsign_cert = /mine.x509\n");
        assertEquals(1, ckms("", "-q", "apply", "--plan", "ROOT/p.json"));
        refuses(TYPO);
    }

    @Test
    void whatBuildsNothingDoesNotMind() throws IOException {
        assertEquals(0, ckms(wanted(), "-D", "-q", "apply", "-"), err());
        configure("sign_key = /mok.pem\nsign_cert = /mine.x509\n");
        assertEquals(0, ckms("", "-q", "-k", "6.1.0-1", "status"), err());
        assertEquals(0, ckms("", "-D", "-q", "-k", "6.1.0-1", "uninstall", "foo=1.0"), err());
        String gone = manifest("[6.1.0-1, 6.6.0-1]", "foo=1.0") + "    state: absent\n";
        assertEquals(0, ckms(gone, "-D", "-q", "apply", "-"), err());
        assertEquals("", err());
    }

    @Test
    void checkAndDoctorNameIt() throws IOException {
        configure("sign_key = /mok.pem\nsign_cert = /mine.x509\n");
        assertEquals(1, ckms("", "-q", "check", "ROOT/etc/ckms/config.ini"));
        assertEquals("""
                ROOT/etc/ckms/config.ini:2: error[signing-key]: there is no ROOT/mok.pem; correct its name, or put the \
                file there
                  2 | sign_key = /mok.pem
                """, err());
        assertEquals(4, ckms("", "-q", "doctor"));
        assertTrue(out().contains("sign_key of ROOT/etc/ckms/config.ini\n    there is no ROOT/mok.pem"), out());
    }

    @Test
    void aKernelThatDemandsSignaturesIsAWarningThatQuietDoesNotSilence() throws IOException {
        Keys.enable(root.kernel(KERNELS.get(0)).build(), "CONFIG_MODULE_SIG_FORCE=y");
        String warning = "ckms: warning: the kernel 6.1.0-1 loads only modules that are signed"
                + " (CONFIG_MODULE_SIG_FORCE=y), and those built for it are not: there is no key\n";
        assertEquals(0, ckms(wanted(), "-q", "plan", "-"));
        assertEquals(warning, err(), "once, for two packages");
        assertEquals(0, ckms(wanted(), "-D", "-q", "apply", "-"));
        assertEquals(warning, err());
        assertEquals(0, ckms(wanted(), "-D", "-q", "apply", "-"));
        assertEquals(warning, err(), "also if all is built");
        assertEquals(4, ckms("", "-q", "doctor"));
        assertTrue(out().contains("CONFIG_MODULE_SIG_FORCE=y"), out());
        assertEquals(0, ckms("", "-q", "add", "ROOT/usr/src/baz-1"));
        assertEquals(0, ckms("", "-q", "-k", "6.1.0-1", "build", "baz=1"), err());
        assertEquals(warning, err());
    }

    @Test
    void aKernelWithoutTheToolFailsAloneIfAKeyWasAskedFor() throws IOException {
        Files.delete(root.kernel(KERNELS.get(0)).build().resolve("scripts/sign-file"));
        Files.writeString(
                root.kernel(KERNELS.get(1)).build().resolve(".config"), "CONFIG_SMP=y\nCONFIG_MODULE_UNLOAD=y\n");
        configure("sign_key = /mine.pem\n");
        assertEquals(4, ckms(manifest("[6.1.0-1, 6.6.0-1]", "foo=1.0"), "-D", "apply", "-"));
        assertTrue(
                err().startsWith(
                                "ckms: warning: the kernel 6.1.0-1 gets no modules, since they can't be signed as asked"
                                        + " for: the kernel headers have no scripts/sign-file\n"),
                err());
        assertTrue(out().contains("Applied: 3 done, 1 failed, 1 skipped"), out());
    }
}
