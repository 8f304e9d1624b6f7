package ckms.cli.real;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ckms.cli.real.RealHost.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The verbs, from a real source to a module that a real kernel's tools accept. */
class VerbsIT extends OnRealHost {

    /** What the kernel itself says of its modules, or would say. */
    private String vermagic(String kernel) throws IOException, InterruptedException {
        try (var own = Files.walk(Path.of("/lib/modules", kernel, "kernel"))) {
            Path module = own.filter(file -> file.toString().contains(".ko"))
                    .findFirst()
                    .orElseThrow();
            return host.modinfo("vermagic", module);
        } catch (java.nio.file.NoSuchFileException headersOnly) {
            return kernel + " SMP preempt mod_unload modversions";
        }
    }

    /** Debian's 6.12 compresses its modules with xz; of 6.1 there are only headers, so nothing is compressed. */
    private static String suffix(String kernel) {
        return Files.isDirectory(Path.of("/lib/modules", kernel, "kernel")) ? ".ko.xz" : ".ko";
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void aRealModuleIsAddedBuiltInstalledAndUninstalled(String kernel) throws IOException, InterruptedException {
        host.addAcpiCall(RealHost.kbuild());
        succeeds(host.ckms("build", "acpi-call=1.2.2", "-k", kernel));
        succeeds(host.ckms("-k", kernel, "install", "acpi-call=1.2.2"));
        Path module = host.modules.resolve(kernel + "/extra/acpi_call" + suffix(kernel));
        assertEquals(vermagic(kernel).strip(), host.modinfo("vermagic", module).strip());
        assertEquals("acpi_call", host.modinfo("name", module));
        assertTrue(host.ckms("status", "-k", kernel).out().endsWith(": installed\n"));
        succeeds(host.ckms("install", "acpi-call=1.2.2", "-k", kernel));
        succeeds(host.ckms("build", "acpi-call=1.2.2", "-k", kernel));
        succeeds(host.ckms("uninstall", "acpi-call", "-k", kernel));
        assertEquals(List.of(""), RealHost.listing(host.modules));
        assertTrue(host.ckms("plain-status", "-k", kernel).out().endsWith(" built\n"));
    }

    @Test
    void debugInformationIsStrippedUnlessTheRecipeSaysNo() throws IOException, InterruptedException {
        String kernel = oldKernel;
        host.addAcpiCall(RealHost.kbuild());
        succeeds(host.ckms("build", "acpi-call=1.2.2", "-k", kernel));
        Path module = host.state.resolve("acpi-call/1.2.2/" + kernel + "/x86_64/acpi_call.ko");
        assertFalse(sections(module).contains(".debug_info"));
        Path plain = host.recipe("acpi-call", "9-plain", RealHost.kbuild(), "acpi_call");
        Files.writeString(plain, Files.readString(plain).replace("[hooks]", "strip = no\n[hooks]"));
        succeeds(host.ckms(
                "add",
                "-c",
                plain.toString(),
                RealHost.source("acpi-call-1.2.2").toString()));
        succeeds(host.ckms("build", "acpi-call=9-plain", "-k", kernel));
        assertTrue(sections(host.state.resolve("acpi-call/9-plain/" + kernel + "/x86_64/acpi_call.ko"))
                .contains(".debug_info"));
    }

    private static String sections(Path module) throws IOException, InterruptedException {
        return RealHost.run(Map.of(), "readelf", "-S", "-W", module.toString()).out();
    }

    /** Debian's kmod knows no gzip, so modinfo has no say there. */
    @ParameterizedTest
    @CsvSource({"gz,gzip,false", "xz,xz,true", "zst,zstd,true"})
    void modulesAreCompressedAsAskedFor(String compression, String program, boolean modinfoReads)
            throws IOException, InterruptedException {
        String kernel = oldKernel;
        host.addAcpiCall(RealHost.kbuild());
        succeeds(host.ckms("build", "acpi-call=1.2.2", "-k", kernel));
        succeeds(host.ckms("install", "acpi-call=1.2.2", "-k", kernel, "-x", compression));
        Path module = host.modules.resolve(kernel + "/extra/acpi_call.ko." + compression);
        Path built = host.state.resolve("acpi-call/1.2.2/" + kernel + "/x86_64/acpi_call.ko");
        succeeds(RealHost.run(Map.of(), "sh", "-c", program + " -dc " + module + " | cmp - " + built));
        assertEquals(modinfoReads, host.modinfo("vermagic", module).startsWith(kernel));
    }

    @Test
    void xzIsWhatTheKernelsOwnDecompressorReads() throws IOException, InterruptedException {
        String kernel = RealHost.newKernel();
        host.addAcpiCall(RealHost.kbuild());
        succeeds(host.ckms("build", "acpi-call=1.2.2", "-k", kernel));
        succeeds(host.ckms("install", "acpi-call=1.2.2", "-k", kernel));
        Path module = host.modules.resolve(kernel + "/extra/acpi_call.ko.xz");
        String listing =
                RealHost.run(Map.of(), "xz", "--list", "-vv", module.toString()).out();
        assertTrue(listing.contains("CRC32") && listing.contains("dict=1MiB"), listing);
    }

    @Test
    void depmodIndexesWhatIsInstalledOnAnotherRoot() throws IOException, InterruptedException {
        Path root = host.scratch.resolve("root");
        String kernel = oldKernel;
        RealHost.addKernel(kernel, kernel, root);
        Path modules = root.resolve("lib/modules/" + kernel);
        Path state = Files.createDirectories(root.resolve("var/lib/ckms"));
        if (host.isRoot()) {
            RealHost.run(Map.of(), "chown", RealHost.NOBODY + ":" + RealHost.NOBODY, state.toString());
        }
        Path recipe = host.recipe("acpi-call", "1.2.2", RealHost.kbuild(), "acpi_call");
        String source = RealHost.source("acpi-call-1.2.2").toString();
        succeeds(host.ckmsOnRoot(root, "add", "-c", recipe.toString(), source));
        succeeds(host.ckmsOnRoot(root, "build", "acpi-call=1.2.2", "-k", kernel));
        succeeds(host.ckmsOnRoot(root, "install", "acpi-call=1.2.2", "-k", kernel));
        assertEquals("extra/acpi_call.ko:\n", Files.readString(modules.resolve("modules.dep")));
        succeeds(RealHost.run(Map.of(), "modinfo", "-b", root.toString(), "-k", kernel, "acpi_call"));
        succeeds(host.ckmsOnRoot(root, "uninstall", "acpi-call=1.2.2", "-k", kernel));
        assertEquals("", Files.readString(modules.resolve("modules.dep")));
        succeeds(host.ckmsOnRoot(root, "install", "-D", "acpi-call=1.2.2", "-k", kernel));
        assertEquals("", Files.readString(modules.resolve("modules.dep")), "-D leaves depmod to the caller");
    }

    /** A path with '=' in it would make the second make compile everything again. */
    @ParameterizedTest
    @MethodSource("kernels")
    void aSecondMakeInTheStageCompilesNothingAgain(String kernel) throws IOException, InterruptedException {
        host.addAcpiCall(RealHost.kbuild() + RealHost.kbuild().replace("build =", "post_build ="));
        succeeds(host.ckms("-q", "build", "acpi-call=1.2.2", "-k", kernel));
        Path logs = host.state.resolve("acpi-call/1.2.2/" + kernel + "/x86_64/logs");
        assertTrue(Files.readString(logs.resolve("build.log")).contains("CC [M]"));
        assertFalse(Files.readString(logs.resolve("post_build.log")).contains("CC [M]"));
    }

    /** On 6.1; for 6.12 pahole writes the .BTF section in an order of its own each time, whoever calls make. */
    @Test
    void theSameInputsGiveTheSameBytes() throws IOException, InterruptedException {
        String kernel = oldKernel;
        Path module = host.state.resolve("acpi-call/1.2.2/" + kernel + "/x86_64/acpi_call.ko");
        host.addAcpiCall(RealHost.kbuild());
        succeeds(host.ckms("-q", "build", "acpi-call=1.2.2", "-k", kernel));
        byte[] first = Files.readAllBytes(module);
        RealHost.run(Map.of(), "rm", "-rf", module.getParent().getParent().toString());
        succeeds(host.ckms("-q", "build", "acpi-call=1.2.2", "-k", kernel));
        assertArrayEquals(first, Files.readAllBytes(module));
    }

    /** In a script, since the Java of this test may itself be in a locale that lacks the names. */
    @Test
    void namesAreUtf8WhateverTheLocale() throws IOException, InterruptedException {
        host.recipe("acpi-call", "1.2.2", RealHost.kbuild(), "acpi_call");
        String ckms = "%s -s %s -d ziel-ü€ -k %s".formatted(host.launcher(), host.state, oldKernel);
        Path script = Files.writeString(host.scratch.resolve("script"), """
                set -e
                cd %s
                mv acpi-call.ini größe.ini
                export LC_ALL=C
                %s add -c größe.ini %s
                %s -q build acpi-call=1.2.2
                %s install acpi-call=1.2.2
                test -e ziel-ü€/%s/extra/acpi_call.ko
                """.formatted(
                        host.scratch, ckms, RealHost.source("acpi-call-1.2.2"), ckms, ckms, oldKernel));
        Run run = RealHost.run(Map.of(), "sh", script.toString());
        succeeds(run);
        assertTrue(run.out().contains("below " + host.scratch + "/ziel-ü€/"), run.out());
        RealHost.run(Map.of(), "rm", "-rf", host.scratch.toString());
        Files.createDirectories(host.scratch);
    }

    @Test
    void aTerminalGetsColoursUnlessItIsAskedNotTo() throws IOException, InterruptedException {
        String line = String.join(" ", host.command("build", "none=1"));
        assertTrue(onTerminal("env -u NO_COLOR " + line).contains("\u001b["));
        assertFalse(onTerminal("env NO_COLOR=1 " + line).contains("\u001b["));
        assertFalse(onTerminal("env -u NO_COLOR " + line + " -L").contains("\u001b["));
        assertFalse(host.ckms("build", "none=1").err().contains("\u001b["));
    }

    private static String onTerminal(String line) throws IOException, InterruptedException {
        return RealHost.run(Map.of("TERM", "xterm"), "script", "-qec", line, "/dev/null")
                .out();
    }
}
