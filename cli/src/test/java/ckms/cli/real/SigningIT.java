package ckms.cli.real;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ckms.cli.real.RealHost.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Real modules, signed by the kernel's own sign-file with keys made for the test. */
class SigningIT extends OnRealHost {
    private static final String PKG = "acpi-call=1.2.2";

    private Path key;

    @BeforeEach
    void aKey() throws IOException, InterruptedException {
        key = SigningKeys.make(
                Files.createDirectory(host.scratch.resolve("keys")).resolve("mine"), "mine");
    }

    private Run build(String... options) throws IOException, InterruptedException {
        var words = new java.util.ArrayList<>(List.of(options));
        words.addAll(List.of("-k", oldKernel, "build", PKG));
        return host.ckms(words.toArray(String[]::new));
    }

    private Path built() {
        return host.state.resolve("acpi-call/1.2.2/" + oldKernel + "/x86_64/acpi_call.ko");
    }

    private String signer() throws IOException, InterruptedException {
        return host.modinfo("signer", built());
    }

    @Test
    void aPairOnTheCommandLineSignsAndTheHashIsTheKernels() throws IOException, InterruptedException {
        host.addAcpiCall(RealHost.kbuild());
        Run run = build("--sign=" + key + ".pem," + key + ".x509");
        assertEquals(0, run.code(), run.toString());
        assertTrue(run.out().endsWith(": signed (sha256)\n"), run.out());
        assertEquals("mine", signer());
        assertEquals("sha256", host.modinfo("sig_hashalgo", built()));
        assertEquals("PKCS#7", host.modinfo("sig_id", built()));
    }

    @Test
    void aPairInTheConfigurationSigns() throws IOException, InterruptedException {
        Path config = Files.writeString(
                host.scratch.resolve("config.ini"),
                "[ckms]\nsign_key = " + key + ".pem\nsign_cert = " + key + ".x509\n");
        host.addAcpiCall(RealHost.kbuild());
        assertEquals(0, build("-C", config.toString()).code());
        assertEquals("mine", signer());
    }

    @Test
    void theKeyOfTheKernelsHeadersComesFirst() throws IOException, InterruptedException {
        Path root = Files.createDirectory(host.scratch.resolve("root"));
        Path headers = RealHost.headersWithout("certs", oldKernel, root);
        SigningKeys.make(Files.createDirectory(headers.resolve("certs")).resolve("signing_key"), "the kernel's");
        host.addAcpiCall(RealHost.kbuild());
        Run run = host.ckmsOnRoot(
                root, "-s", host.state.toString(), "--sign", key.toString(), "-k", oldKernel, "build", PKG);
        assertEquals(0, run.code(), run.toString());
        assertEquals("the kernel's", signer());
    }

    @Test
    void withoutAKeyItIsSaidThatNothingIsSigned() throws IOException, InterruptedException {
        host.addAcpiCall(RealHost.kbuild());
        Run run = build();
        assertEquals(0, run.code());
        assertTrue(run.out().endsWith(": not signed: there is no key\n"), run.out());
        assertEquals("", signer());
    }

    @Test
    void aPlanNoticesAnotherKey() throws IOException, InterruptedException {
        Path recipe = host.recipe("acpi-call", "1.2.2", RealHost.kbuild(), "acpi_call");
        String manifest = Files.writeString(host.scratch.resolve("m.yaml"), """
                        schema: 1
                        packages:
                          - name: acpi-call
                            version: "1.2.2"
                            source: %s
                            recipe: %s
                            kernels: %s
                            state: built
                        """.formatted(
                                RealHost.source("acpi-call-1.2.2"), recipe, oldKernel))
                .toString();
        assertEquals(0, host.ckms("--sign", key.toString(), "apply", manifest).code());
        assertEquals("mine", signer());
        assertEquals(
                0,
                host.ckms("--sign", key.toString(), "plan", "--detailed-exitcode", manifest)
                        .code());
        Path other = SigningKeys.make(host.scratch.resolve("keys/other"), "other");
        Run plan = host.ckms("--sign", other.toString(), "plan", manifest);
        assertTrue(plan.out().contains("rebuild  signing key changed"), plan.out());
        assertEquals(0, host.ckms("--sign", other.toString(), "apply", manifest).code());
        assertEquals("other", signer());
    }

    @Test
    @Tag("root")
    void noHookReachesTheKey() throws IOException, InterruptedException {
        host.addAcpiCall("pre_build = cat " + key + ".pem && echo READ; env; ls -R /tmp " + host.scratch
                + "/keys | grep sign || true\n" + RealHost.kbuild());
        assertEquals(0, build("--sign", key.toString()).code());
        String log = Files.readString(built().resolveSibling("logs/pre_build.log"));
        assertTrue(log.contains("Permission denied"), log);
        assertFalse(log.contains("READ"), log);
        assertFalse(log.lines().anyMatch(line -> line.contains("=") && line.contains(key.toString())), log);
        assertEquals("mine", signer());
    }

    @Test
    @Tag("root")
    void aKeyThatOthersCanReadIsRemarkedOn() throws IOException, InterruptedException {
        Files.setPosixFilePermissions(Path.of(key + ".pem"), PosixFilePermissions.fromString("rw-r--r--"));
        host.addAcpiCall(RealHost.kbuild());
        Run run = build("--sign", key.toString());
        assertEquals(0, run.code());
        assertTrue(run.out().contains("others than root can read " + key + ".pem"), run.out());
        String found = host.ckms("--sign", key.toString(), "doctor").out();
        assertTrue(found.contains("chmod go-rwx " + key + ".pem"), found);
    }
}
