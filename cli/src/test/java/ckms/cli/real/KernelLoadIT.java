package ckms.cli.real;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ckms.cli.real.RealHost.Run;
import ckms.cli.real.VirtualMachine.Loader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A real kernel loads what ckms built, signed, compressed and installed, and refuses what ckms would have refused. */
class KernelLoadIT extends OnRealHost {
    private static final String PKG = "acpi-call=1.2.2";

    /** Installs acpi_call below a destination of its own. */
    private Path installed(String kernel, String destination, String... options)
            throws IOException, InterruptedException {
        Path modules = Files.createDirectories(host.scratch.resolve(destination));
        var words = new java.util.ArrayList<>(List.of("-k", kernel, "-d", modules.toString(), "install", PKG));
        words.addAll(List.of(options));
        succeeds(host.ckms(words.toArray(String[]::new)));
        try (var files = Files.walk(modules)) {
            Path file = files.filter(Files::isRegularFile).findFirst().orElseThrow();
            Path copy = Files.createDirectories(host.scratch.resolve("copies/" + destination))
                    .resolve(file.getFileName());
            Files.copy(file, copy);
            succeeds(host.ckms("-k", kernel, "-d", modules.toString(), "uninstall", PKG));
            return copy;
        }
    }

    private static String text(List<String> said) {
        return String.join("\n", said);
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void whatIsBuiltSignedAndCompressedInEachWayIsLoaded(String kernel) throws IOException, InterruptedException {
        Path key = SigningKeys.make(host.scratch.resolve("key"), "test");
        host.addAcpiCall(RealHost.kbuild());
        succeeds(host.ckms("-k", kernel, "--sign", key.toString(), "build", PKG));
        var machine = new VirtualMachine(host.scratch.resolve("vm"), kernel);
        // Debian's 6.12 decompresses xz by itself; what a kernel can't, insmod does.
        Loader xz = kernel.equals(RealHost.newKernel()) ? Loader.KERNEL : Loader.KMOD;
        machine.load(Loader.BUSYBOX, installed(kernel, "gz", "-x", "gz")).unload("acpi_call");
        machine.load(Loader.KMOD, readable(installed(kernel, "zst", "-x", "zst")))
                .unload("acpi_call");
        machine.load(xz, readable(installed(kernel, "xz", "-x", "xz"))).unload("acpi_call");
        machine.load(Loader.KERNEL, readable(installed(kernel, "own"))).unload("acpi_call");
        List<String> said = machine.boot();
        for (int i = 0; i < 8; i += 2) {
            assertTrue(said.get(i).matches("result: .*acpi_call.ko\\S*: 0"), text(said));
            assertEquals("result: unload acpi_call: 0 acpi_call", said.get(i + 1));
        }
    }

    private Path readable(Path module) throws IOException, InterruptedException {
        assertEquals("acpi_call", host.modinfo("name", module));
        assertEquals("test", host.modinfo("signer", module));
        return module;
    }

    @Test
    void aModuleOfAnotherKernelIsRefusedThereAsItIsHere() throws IOException, InterruptedException {
        String old = oldKernel;
        String other = RealHost.newKernel();
        host.addAcpiCall(RealHost.kbuild());
        succeeds(host.ckms("-k", old, "build", PKG));
        Path module = installed(old, "old");
        List<String> said = new VirtualMachine(host.scratch.resolve("vm"), other)
                .load(Loader.KERNEL, module)
                .boot();
        assertTrue(said.get(0).endsWith(": 1 Exec format error"), text(said));
        assertTrue(
                said.stream().anyMatch(line -> line.matches("dmesg: .*acpi_call: .* (must match|should be) .*")),
                text(said));

        Path recipe = host.recipe("smuggled", "1", "build = cp " + module + " acpi_call.ko\n", "acpi_call");
        Path source = RealHost.source("acpi-call-1.2.2");
        succeeds(host.ckms("-c", recipe.toString(), "add", source.toString()));
        Run refused = host.ckms("-q", "-k", other, "build", "smuggled=1");
        assertEquals(1, refused.code());
        assertTrue(refused.err().contains("it was built for '" + old + " "), refused.err());
    }

    @Test
    void aKernelThatWantsSignaturesTellsASignedModuleFromOneThatIsNot() throws IOException, InterruptedException {
        String kernel = oldKernel;
        Path key = SigningKeys.make(host.scratch.resolve("key"), "test");
        host.addAcpiCall(RealHost.kbuild());
        succeeds(host.ckms("-k", kernel, "build", PKG));
        Path unsigned = installed(kernel, "unsigned");
        succeeds(host.ckms("-k", kernel, "clean", PKG));
        succeeds(host.ckms("-k", kernel, "--sign", key.toString(), "build", PKG));
        Path signed = installed(kernel, "signed");
        List<String> said = new VirtualMachine(host.scratch.resolve("vm"), kernel)
                .load(Loader.KERNEL, unsigned)
                .load(Loader.KERNEL, signed)
                .boot("module.sig_enforce=1");
        assertTrue(said.contains("dmesg: Loading of unsigned module is rejected"), text(said));
        assertTrue(said.contains("dmesg: Loading of module with unavailable key is rejected"), text(said));
    }
}
