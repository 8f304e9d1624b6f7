package ckms.cli.real;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ckms.cli.real.RealHost.Run;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What goes wrong on real machines: one sentence, the right exit code, and the state directory as it was. */
class FailureIT {
    private RealHost host;

    @BeforeEach
    void scratch() throws IOException, InterruptedException {
        host = new RealHost();
        host.addAcpiCall(RealHost.kbuild());
    }

    @AfterEach
    void remove() throws IOException {
        host.close();
    }

    private String fails(Run run, List<String> stateBefore) throws IOException {
        assertEquals(1, run.code(), run.toString());
        assertEquals(stateBefore, host.stateListing());
        return run.err();
    }

    /** This machine's programs, but for some. */
    private Map<String, String> without(String... programs) throws IOException {
        Path folder = Files.createDirectories(host.scratch.resolve("bin"));
        for (String place : List.of("/usr/bin", "/usr/sbin", "/bin", "/sbin")) {
            try (DirectoryStream<Path> all = Files.newDirectoryStream(Path.of(place))) {
                for (Path program : all) {
                    Path link = folder.resolve(program.getFileName());
                    if (!Files.exists(link)
                            && !List.of(programs).contains(program.getFileName().toString())) {
                        Files.createSymbolicLink(link, program);
                    }
                }
            }
        }
        return Map.of("PATH", folder.toString());
    }

    private Run build(Map<String, String> environment, String kernel) throws IOException, InterruptedException {
        return RealHost.run(
                environment,
                host.command("-q", "build", "acpi-call=1.2.2", "-k", kernel).toArray(String[]::new));
    }

    @Test
    void aMissingCompilerIsNamed() throws IOException, InterruptedException {
        List<String> before = host.stateListing();
        String err = fails(build(without("gcc-12", "x86_64-linux-gnu-gcc-12"), RealHost.oldKernel()), before);
        assertTrue(err.contains("the program 'gcc-12' is not installed, or not in PATH"), err);
    }

    @Test
    void aMissingMakeIsNamed() throws IOException, InterruptedException {
        List<String> before = host.stateListing();
        String err = fails(build(without("make", "gmake"), RealHost.oldKernel()), before);
        assertTrue(err.contains("GNU make is not installed"), err);
    }

    @Test
    void aMissingStripIsNamed() throws IOException, InterruptedException {
        List<String> before = host.stateListing();
        String err = fails(build(without("strip"), RealHost.oldKernel()), before);
        assertTrue(err.contains("'strip -g' failed on acpi_call.ko"), err);
    }

    @Test
    void aKernelWithoutHeadersIsNamedWithWhatToDo() throws IOException, InterruptedException {
        List<String> before = host.stateListing();
        String err = fails(build(Map.of(), "6.6.66-none"), before);
        assertEquals(
                "ckms: error: there are no kernel headers in /lib/modules/6.6.66-none/build; install those of"
                        + " 6.6.66-none, or name another kernel with -k\n",
                err);
    }

    @Test
    void aModuleBuiltForAnotherKernelIsRefused() throws IOException, InterruptedException {
        String wrong =
                RealHost.kbuild().replace("${CKMS_KERNEL_HDRDIR}", "/lib/modules/" + RealHost.newKernel() + "/build");
        Path recipe = host.recipe("wrong", "1", wrong, "acpi_call");
        host.ckms(
                "add",
                "-c",
                recipe.toString(),
                RealHost.source("acpi-call-1.2.2").toString());
        List<String> before = host.stateListing();
        String err = fails(host.ckms("-q", "build", "wrong=1", "-k", RealHost.oldKernel()), before);
        assertTrue(
                err.contains("acpi_call.ko does not fit " + RealHost.oldKernel() + "/x86_64: it was built for '"
                        + RealHost.newKernel() + " SMP"),
                err);
    }

    @Test
    void aModuleThatWasExchangedSinceIsNotInstalled() throws IOException, InterruptedException {
        String kernel = RealHost.oldKernel();
        assertEquals(0, build(Map.of(), kernel).code());
        Path module = host.state.resolve("acpi-call/1.2.2/" + kernel + "/x86_64/acpi_call.ko");
        Files.writeString(module, "x", java.nio.file.StandardOpenOption.APPEND);
        List<String> before = host.stateListing();
        String err = fails(host.ckms("install", "acpi-call=1.2.2", "-k", kernel), before);
        assertTrue(err.contains("acpi_call.ko is not the file that was built"), err);
        assertEquals(List.of(""), RealHost.listing(host.modules));
    }
}
