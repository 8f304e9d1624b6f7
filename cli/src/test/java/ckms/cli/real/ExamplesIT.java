package ckms.cli.real;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ckms.cli.real.RealHost.Run;
import ckms.cli.real.VirtualMachine.Loader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each recipe in {@code examples} builds and installs the real module that it is for. */
class ExamplesIT {
    private static final Path EXAMPLES = Path.of("..", "examples");

    private final String kernel = RealHost.oldKernel();
    private RealHost host;

    @BeforeEach
    void scratch() throws IOException, InterruptedException {
        host = new RealHost();
    }

    @AfterEach
    void remove() throws IOException {
        host.close();
    }

    private void succeeds(Run run) {
        assertEquals(0, run.code(), run.toString());
    }

    private void install(Path recipe, String pkg, String source) throws IOException, InterruptedException {
        succeeds(host.ckms(
                "-c", recipe.toString(), "add", RealHost.source(source).toString()));
        long start = System.nanoTime();
        succeeds(host.ckms("-q", "-k", kernel, "build", pkg));
        System.out.printf(
                "%s was built in %d s%n",
                pkg, Duration.ofNanos(System.nanoTime() - start).toSeconds());
        succeeds(host.ckms("-q", "-k", kernel, "install", pkg));
    }

    private List<String> installed() throws IOException {
        try (var files = Files.walk(host.modules)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> file.getFileName().toString())
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "acpi-call, 1.2.2, acpi-call-1.2.2, acpi_call.ko",
        "ddcci, 0.4.2, ddcci-0.4.2, ddcci-backlight.ko ddcci.ko",
        "dm-writeboost, 2.2.17, dm-writeboost-2.2.17, dm-writeboost.ko",
        "v4l2loopback, 0.12.7, v4l2loopback-0.12.7, v4l2loopback.ko"
    })
    void aRecipeInstallsItsModules(String name, String version, String source, String modules)
            throws IOException, InterruptedException {
        install(EXAMPLES.resolve(name + ".ini"), name + "=" + version, source);
        assertEquals(modules, String.join(" ", installed()));
    }

    @ParameterizedTest
    @Tag("slow")
    @CsvSource({
        "jool, 4.1.9, jool-dkms-4.1.9, jool.ko jool_common.ko jool_siit.ko",
        "openafs, 1.8.9, openafs-1.8.9, openafs.ko"
    })
    void aRecipeThatTakesLongInstallsItsModules(String name, String version, String source, String modules)
            throws IOException, InterruptedException {
        aRecipeInstallsItsModules(name, version, source, modules);
    }

    /** Up to 2.1, OpenZFS has a module for each part, which from 2.2 on are one. */
    private Path zfs21() throws IOException {
        String recipe = Files.readString(EXAMPLES.resolve("zfs.ini"));
        var text = new StringBuilder(
                recipe.substring(0, recipe.indexOf("[module.")).replaceFirst("(?m)^version = .*$", "version = 2.1.11"));
        for (String module : List.of(
                "avl zavl",
                "icp icp",
                "lua zlua",
                "nvpair znvpair",
                "spl spl",
                "unicode zunicode",
                "zcommon zcommon",
                "zfs zfs",
                "zstd zzstd")) {
            String[] names = module.split(" ", -1);
            text.append("[module.%s]%npath = module/%s%ndest = extra%n".formatted(names[1], names[0]));
        }
        return Files.writeString(host.scratch.resolve("zfs.ini"), text);
    }

    @Test
    @Tag("slow")
    void openZfsIsConfiguredBuiltInstalledAndLoaded() throws IOException, InterruptedException {
        install(zfs21(), "zfs=2.1.11", "zfs-2.1.11");
        Path built = host.state.resolve("zfs/2.1.11/" + kernel + "/x86_64");
        for (String kept : List.of("Module.symvers", "zfs_config.h")) {
            assertTrue(Files.size(built.resolve(kept)) > 0, kept);
        }
        var machine = new VirtualMachine(host.scratch.resolve("vm"), kernel);
        var order = List.of("spl", "znvpair", "zcommon", "icp", "zavl", "zlua", "zunicode", "zzstd", "zfs");
        for (String module : order) {
            machine.load(Loader.KERNEL, host.modules.resolve(kernel + "/extra/" + module + ".ko"));
        }
        List<String> said = machine.boot();
        assertTrue(said.contains("loaded: zfs") && said.contains("loaded: spl"), String.join("\n", said));
        assertEquals(
                order.size(),
                said.stream().filter(line -> line.matches("result: .*: 0")).count());
        assertTrue(said.stream().anyMatch(line -> line.startsWith("dmesg: ZFS: Loaded module v2.1.11")));
    }

    @Test
    void everyExampleHasATest() throws IOException {
        var names = new TreeSet<String>();
        try (var files = Files.newDirectoryStream(EXAMPLES, "*.ini")) {
            files.forEach(file -> names.add(file.getFileName().toString()));
        }
        assertEquals(
                "[acpi-call.ini, ddcci.ini, dm-writeboost.ini, jool.ini, openafs.ini, v4l2loopback.ini, zfs.ini]",
                names.toString());
    }
}
