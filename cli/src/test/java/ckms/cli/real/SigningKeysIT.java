package ckms.cli.real;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ckms.cli.real.RealHost.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The forms that a key comes in, and what is said of one that can't be used: by openssl and the kernel's sign-file. */
class SigningKeysIT extends OnRealHost {
    private static final String PKG = "acpi-call=1.2.2";
    private static final Map<String, String> PIN = Map.of("KBUILD_SIGN_PIN", "geheim");

    private Path keys;

    /** {@code mine.pem} and {@code mine.x509} in all forms, and another pair. */
    @BeforeEach
    void keysInAllForms() throws IOException, InterruptedException {
        keys = Files.createDirectory(host.scratch.resolve("keys"));
        String mine = SigningKeys.make(keys.resolve("mine"), "mine").toString();
        SigningKeys.make(keys.resolve("other"), "other");
        SigningKeys.openssl("x509", "-inform", "DER", "-in", mine + ".x509", "-out", keys + "/crt");
        SigningKeys.openssl("pkey", "-in", mine + ".pem", "-outform", "DER", "-out", keys + "/key.der");
        SigningKeys.openssl(
                "pkcs8", "-topk8", "-in", mine + ".pem", "-passout", "pass:geheim", "-out", keys + "/protected.pem");
        Files.writeString(
                keys.resolve("both"),
                Files.readString(keys.resolve("mine.pem")) + Files.readString(keys.resolve("crt")));
        Files.copy(keys.resolve("mine.pem"), keys.resolve("MOK.priv"));
        Files.copy(keys.resolve("mine.x509"), keys.resolve("MOK.der"));
        host.addAcpiCall(RealHost.kbuild());
    }

    private Run build(Map<String, String> variables, String sign) throws IOException, InterruptedException {
        List<String> words = host.command(
                "-q", "--no-cache", "--sign", sign.replace("KEYS", keys.toString()), "-k", oldKernel, "build", PKG);
        return RealHost.run(variables, words.toArray(String[]::new));
    }

    private Path built() {
        return host.state.resolve("acpi-call/1.2.2/" + oldKernel + "/x86_64/acpi_call.ko");
    }

    private void isSigned(Run run) throws IOException, InterruptedException {
        assertEquals(new Run(0, "", ""), run);
        assertEquals("mine", host.modinfo("signer", built()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "KEYS/mine",
                "KEYS/mine.pem",
                "KEYS/mine.pem,KEYS/crt",
                "KEYS/MOK.priv",
                "KEYS/MOK",
                "KEYS/both",
                "KEYS/both,KEYS/both"
            })
    void aKeyInOneOfItsFormsSigns(String sign) throws IOException, InterruptedException {
        isSigned(build(Map.of(), sign));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "KEYS/typo             | there is no key; looked for KEYS/typo, KEYS/typo.pem,",
                "KEYS/typo,KEYS/crt    | there is no KEYS/typo; correct its name, or put the file there",
                "KEYS/protected.pem,KEYS/crt | KEYS/protected.pem is protected by a passphrase; set KBUILD_SIGN_PIN",
                "KEYS/key.der,KEYS/crt | KEYS/key.der is a key in DER, and the kernel's sign-file reads PEM; convert it:",
                "KEYS/mine.pem,KEYS/other.x509 | the certificate KEYS/other.x509 does not belong to the key KEYS/mine.pem;",
                "KEYS/crt,KEYS/mine.pem | KEYS/crt is a certificate, and no private key; the key comes first,"
            })
    void aKeyThatCantBeUsedIsOneSentenceAndNothingIsBuilt(String sign, String sentence)
            throws IOException, InterruptedException {
        Run run = build(Map.of(), sign);
        assertEquals(1, run.code());
        assertTrue(
                run.err().replace(keys.toString(), "KEYS").startsWith("ckms: error: --sign: " + sentence), run.err());
        assertEquals(1, run.err().lines().count(), run.err());
        assertFalse(Files.exists(built()));
    }

    @Test
    void aPassphraseOpensAKey() throws IOException, InterruptedException {
        isSigned(build(PIN, "KEYS/protected.pem,KEYS/crt"));
    }

    @Test
    void aWrongPassphraseIsSaidToBeWrong() throws IOException, InterruptedException {
        Run run = build(Map.of("KBUILD_SIGN_PIN", "falsch"), "KEYS/protected.pem,KEYS/crt");
        assertEquals(
                "ckms: error: --sign: the passphrase in KBUILD_SIGN_PIN is not that of " + keys
                        + "/protected.pem; set the right one\n",
                run.err());
    }

    @Test
    @Tag("root")
    void aPassphraseReachesNoHook() throws IOException, InterruptedException {
        Path seen = host.scratch.resolve("seen");
        Path depmod = Files.writeString(host.scratch.resolve("depmod.sh"), "#!/bin/sh\nenv >" + seen + "\n");
        Files.setPosixFilePermissions(depmod, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path config = Files.writeString(
                host.scratch.resolve("config.ini"),
                "[ckms]\ndepmod_hook = " + depmod + "\nsign_key = " + keys + "/protected.pem\nsign_cert = " + keys
                        + "/crt\n[hooks]\npost_install = env; echo HEARD\n");
        Path recipe = host.recipe(
                "acpi-call",
                "1.2.3",
                "pre_build = env; tr '\\0' '\\n' </proc/$PPID/environ; echo HEARD\n" + RealHost.kbuild(),
                "acpi_call");
        succeeds(host.ckms(
                "-c",
                recipe.toString(),
                "add",
                RealHost.source("acpi-call-1.2.2").toString()));
        var words = new ArrayList<>(host.command("-C", config.toString(), "-k", oldKernel));
        for (String verb : List.of("build", "install")) {
            var all = new ArrayList<>(words);
            all.addAll(List.of(verb, "acpi-call=1.2.3"));
            Run run = RealHost.run(PIN, all.toArray(String[]::new));
            succeeds(run);
            assertTrue(run.out().contains("HEARD"), run.out());
            assertFalse(run.out().contains("geheim"), run.out());
        }
        assertFalse(Files.exists(seen) && Files.readString(seen).contains("geheim"));
        Path module = host.state.resolve("acpi-call/1.2.3/" + oldKernel + "/x86_64/acpi_call.ko");
        assertEquals("mine", host.modinfo("signer", module));
    }

    /** Builds on another root, whose headers bring a sign-file that is a shell snippet; REAL stands for the real one. */
    private Run buildWithTool(String snippet, String sign) throws IOException, InterruptedException {
        Path root = Files.createDirectory(host.scratch.resolve("root"));
        Path scripts = Files.createDirectory(
                RealHost.headersWithout("scripts", oldKernel, root).resolve("scripts"));
        Path real = Path.of("/lib/modules/" + oldKernel + "/build/scripts");
        try (var all = Files.newDirectoryStream(real)) {
            for (Path entry : all) {
                if (!entry.endsWith("sign-file")) {
                    Files.createSymbolicLink(scripts.resolve(entry.getFileName()), entry);
                }
            }
        }
        Path tool = Files.writeString(
                scripts.resolve("sign-file"),
                "#!/bin/sh\n" + snippet.replace("REAL", real + "/sign-file").replace("KEYS", keys.toString()) + "\n");
        Files.setPosixFilePermissions(tool, PosixFilePermissions.fromString("rwxr-xr-x"));
        return host.ckmsOnRoot(
                root,
                "-s",
                host.state.toString(),
                "-q",
                "--no-cache",
                "--sign",
                sign.replace("KEYS", keys.toString()),
                "-k",
                oldKernel,
                "build",
                PKG);
    }

    @Test
    void aTokensUriArrivesUntouched() throws IOException, InterruptedException {
        String uri = "pkcs11:token=my%20card;object=a,b//c;type=private?module-path=/usr//lib/x.so&pin-value=1";
        isSigned(buildWithTool(
                "[ \"$1 $2 $3\" = 'sha256 " + uri + " KEYS/crt' ] || exit 3;"
                        + " exec REAL $1 KEYS/mine.pem \"$3\" \"$4\"",
                uri + ",KEYS/crt"));
    }

    @Test
    void aTokenThatIsNotThereIsOneSentenceWithoutThePin() throws IOException, InterruptedException {
        Run run = buildWithTool("echo \"sign-file: $2\" >&2; exit 1", "pkcs11:object=a?pin-value=1234,KEYS/crt");
        assertEquals(1, run.code());
        assertTrue(
                run.err().contains("the key pkcs11:object=a?pin-value=*** can't be used; look whether its token is"),
                run.err());
        assertFalse(run.err().contains("1234"), run.err());
    }

    @Test
    void aSignatureThatFailsFailsTheBuildAndNothingIsRegistered() throws IOException, InterruptedException {
        Run run = buildWithTool("exec REAL $1 KEYS/other.pem KEYS/other.x509 \"$4\"", "KEYS/mine");
        assertEquals(1, run.code());
        assertTrue(run.err().contains("'openssl' failed to sign or verify acpi_call.ko"), run.err());
        assertEquals(1, run.err().lines().count(), run.err());
        assertFalse(Files.exists(built()));
        assertTrue(host.ckms("plain-status", "-k", oldKernel).out().endsWith(" added\n"));
    }
}
