package ckms.cli.real;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ckms.cli.real.VirtualMachine.Loader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each recipe in {@code examples} builds and installs the real module that it is for. */
class ExamplesIT extends OnRealHost {
    private static final Path EXAMPLES = Path.of("..", "examples");

    private void install(Path recipe, String pkg, String source) throws IOException, InterruptedException {
        succeeds(host.ckms(
                "-c", recipe.toString(), "add", RealHost.source(source).toString()));
        long start = System.nanoTime();
        succeeds(host.ckms("-q", "-k", oldKernel, "build", pkg));
        System.out.printf(
                "%s was built in %d s%n",
                pkg, Duration.ofNanos(System.nanoTime() - start).toSeconds());
        succeeds(host.ckms("-q", "-k", oldKernel, "install", pkg));
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
    static Path zfs21(Path folder) throws IOException {
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
        return Files.writeString(folder.resolve("zfs.ini"), text);
    }

    @Test
    @Tag("slow")
    void openZfsIsConfiguredBuiltInstalledAndLoaded() throws IOException, InterruptedException {
        install(zfs21(host.scratch), "zfs=2.1.11", "zfs-2.1.11");
        Path built = host.state.resolve("zfs/2.1.11/" + oldKernel + "/x86_64");
        for (String kept : List.of("Module.symvers", "zfs_config.h")) {
            assertTrue(Files.size(built.resolve(kept)) > 0, kept);
        }
        var machine = new VirtualMachine(host.scratch.resolve("vm"), oldKernel);
        var order = List.of("spl", "znvpair", "zcommon", "icp", "zavl", "zlua", "zunicode", "zzstd", "zfs");
        for (String module : order) {
            machine.load(Loader.KERNEL, host.modules.resolve(oldKernel + "/extra/" + module + ".ko"));
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
