package ckms.cli.real;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ckms.cli.real.RealHost.Run;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What goes wrong on real machines: one sentence, the right exit code, and the state directory as it was. */
class FailureIT extends OnRealHost {

    @BeforeEach
    void anAddedPackage() throws IOException, InterruptedException {
        host.addAcpiCall(RealHost.kbuild());
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
                    if (!Files.exists(link, LinkOption.NOFOLLOW_LINKS)
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
        String err = fails(build(without("gcc-12", "x86_64-linux-gnu-gcc-12"), oldKernel), before);
        assertTrue(err.contains("the program 'gcc-12' is not installed, or not in PATH"), err);
    }

    @Test
    void aMissingMakeIsNamed() throws IOException, InterruptedException {
        List<String> before = host.stateListing();
        String err = fails(build(without("make", "gmake"), oldKernel), before);
        assertTrue(err.contains("GNU make is not installed"), err);
    }

    @Test
    void aMissingStripIsNamed() throws IOException, InterruptedException {
        List<String> before = host.stateListing();
        String err = fails(build(without("strip"), oldKernel), before);
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
        String err = fails(host.ckms("-q", "build", "wrong=1", "-k", oldKernel), before);
        assertTrue(
                err.contains("acpi_call.ko does not fit " + oldKernel + "/x86_64: it was built for '"
                        + RealHost.newKernel() + " SMP"),
                err);
    }

    @Test
    void aModuleThatWasExchangedSinceIsNotInstalled() throws IOException, InterruptedException {
        String kernel = oldKernel;
        assertEquals(0, build(Map.of(), kernel).code());
        Path module = host.state.resolve("acpi-call/1.2.2/" + kernel + "/x86_64/acpi_call.ko");
        Files.writeString(module, "x", java.nio.file.StandardOpenOption.APPEND);
        List<String> before = host.stateListing();
        String err = fails(host.ckms("install", "acpi-call=1.2.2", "-k", kernel), before);
        assertTrue(err.contains("acpi_call.ko is not the file that was built"), err);
        assertEquals(List.of(""), RealHost.listing(host.modules));
    }

    private Run installed(Map<String, String> environment, String... words) throws IOException, InterruptedException {
        return RealHost.run(environment, host.command(words).toArray(String[]::new));
    }

    @Test
    void aMissingCompressorIsNamedAndNothingIsInstalled() throws IOException, InterruptedException {
        String kernel = oldKernel;
        assertEquals(0, build(Map.of(), kernel).code());
        List<String> before = host.stateListing();
        for (String program : List.of("zstd", "gzip", "xz")) {
            String kind = Map.of("zstd", "zst", "gzip", "gz", "xz", "xz").get(program);
            Run run = installed(without(program), "-x", kind, "-k", kernel, "install", "acpi-call=1.2.2");
            assertTrue(fails(run, before).contains("'" + program + "' is not installed, or not in PATH"), run.err());
            RealHost.run(Map.of(), "rm", "-r", host.scratch + "/bin");
            assertEquals(List.of(), modules());
        }
    }

    private List<String> modules() throws IOException {
        return RealHost.listing(host.modules).stream()
                .filter(name -> name.contains(".ko"))
                .toList();
    }

    @Test
    void aMissingDepmodIsNamedAndTheModulesStayOnRecord() throws IOException, InterruptedException {
        String kernel = oldKernel;
        Path root = Files.createDirectory(host.scratch.resolve("root"));
        RealHost.addKernel(kernel, kernel, root);
        assertEquals(0, build(Map.of(), kernel).code());
        Run run = RealHost.run(
                without("depmod"),
                host.launcher().toString(),
                "--root",
                root.toString(),
                "-s",
                host.state.toString(),
                "-k",
                kernel,
                "install",
                "acpi-call=1.2.2");
        assertEquals(1, run.code());
        assertTrue(run.err().contains("'depmod' is not installed, or not in PATH"), run.err());
        assertTrue(host.ckms("-k", kernel, "plain-status").out().endsWith(" installed\n"));
    }

    @Test
    void whatNeedsNoMakeRunsWithoutOne() throws IOException, InterruptedException {
        String kernel = oldKernel;
        assertEquals(0, build(Map.of(), kernel).code());
        assertEquals(0, host.ckms("-k", kernel, "install", "acpi-call=1.2.2").code());
        Map<String, String> noMake = without("make", "gmake");
        for (String verb : List.of("uninstall", "clean", "remove")) {
            Run run = installed(noMake, "-k", kernel, verb, "acpi-call=1.2.2");
            assertEquals(0, run.code(), run.toString());
        }
    }

    @Test
    void aSourceThatCannotBeReadIsNamed() throws IOException, InterruptedException {
        Path source = host.scratch.resolve("source");
        RealHost.run(Map.of(), "cp", "-r", RealHost.source("acpi-call-1.2.2").toString(), source.toString());
        Path secret = Files.writeString(source.resolve("secret.c"), "x");
        Files.createSymbolicLink(source.resolve("dangling"), Path.of("nowhere"));
        RealHost.run(Map.of(), "mkfifo", source + "/pipe");
        Path recipe = host.recipe("other", "1", RealHost.kbuild(), "acpi_call");
        assertEquals(
                0, host.ckms("-c", recipe.toString(), "add", source.toString()).code());
        assertEquals(0, host.ckms("-q", "-k", oldKernel, "build", "other=1").code());
        assertEquals(0, host.ckms("-k", oldKernel, "clean", "other=1").code());
        Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("---------"));
        List<String> before = host.stateListing();
        Run run = host.ckms("-q", "-k", oldKernel, "build", "other=1");
        assertTrue(fails(run, before).contains(secret + ": permission denied"), run.err());
    }

    /** What OpenZFS does: copies from its build folder to its built folder, for two kernels at once. */
    @Test
    void twoKernelsAtOnceAreBuiltEachForItself() throws IOException, InterruptedException {
        String copies = "post_build = for f in Module.symvers modules.order; do cp"
                + " ${CKMS_STATEDIR}/zfs/1/build/$f"
                + " ${CKMS_STATEDIR}/zfs/1/${CKMS_KERNEL_VERSION}/${CKMS_KERNEL_MACHINE}/; done\n";
        Path recipe = host.recipe("zfs", "1", RealHost.kbuild() + copies, "acpi_call");
        host.ckms(
                "-c",
                recipe.toString(),
                "add",
                RealHost.source("acpi-call-1.2.2").toString());
        List<String> kernels = List.of(oldKernel, RealHost.newKernel());
        List<Process> builds = new java.util.ArrayList<>();
        for (String kernel : kernels) {
            builds.add(host.start(host.command("-q", "-k", kernel, "build", "zfs=1")));
        }
        for (Process build : builds) {
            assertEquals(0, build.waitFor());
        }
        for (String kernel : kernels) {
            Path built = host.state.resolve("zfs/1/" + kernel + "/x86_64");
            assertTrue(host.modinfo("vermagic", built.resolve("acpi_call.ko")).startsWith(kernel + " "));
            assertTrue(Files.exists(built.resolve("Module.symvers")) && Files.exists(built.resolve("modules.order")));
        }
        assertFalse(Files.exists(host.state.resolve("zfs/1/build")));
    }
}
