package ckms.cli.real;

import static ckms.cli.real.RealHost.oldKernel;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ckms.cli.real.RealHost.Run;
import ckms.engine.host.files.TreeDigest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Modules in images of other systems, with links that would lead out of them: the host's own modules stay as they are. */
@Tag("root")
class ImageIT {
    private static final Path MODULES = Path.of("/lib/modules");

    private RealHost host;
    private Path image;
    private String before;

    @BeforeEach
    void anImageWithAKernelThatTheHostHasToo() throws IOException, InterruptedException {
        host = new RealHost();
        before = TreeDigest.of(MODULES.toRealPath(), "");
        image = Files.createDirectory(host.scratch.resolve("image"));
        Files.createDirectories(image.resolve("usr/lib"));
    }

    @AfterEach
    void theHostIsAsItWas() throws IOException {
        host.close();
        assertEquals(before, TreeDigest.of(MODULES.toRealPath(), ""));
    }

    private void link(String at, String target) throws IOException {
        Path link = image.resolve(at);
        Files.createDirectories(link.getParent());
        Files.createSymbolicLink(link, Path.of(target));
    }

    /** The folders that links stand for, so that the kernel is put there. */
    private void kernel(Path modules) throws IOException {
        RealHost.addKernel(oldKernel(), oldKernel(), image);
        if (!modules.equals(image.resolve("lib/modules"))) {
            Files.createDirectories(modules);
            Files.move(image.resolve("lib/modules").resolve(oldKernel()), modules.resolve(oldKernel()));
            Files.delete(image.resolve("lib/modules"));
        }
        Files.createFile(modules.resolve(oldKernel()).resolve("modules.order"));
        Files.createFile(modules.resolve(oldKernel()).resolve("modules.builtin"));
    }

    private void state(String path) throws IOException, InterruptedException {
        Path state = Files.createDirectories(image.resolve(path));
        RealHost.run(Map.of(), "chown", RealHost.NOBODY + ":" + RealHost.NOBODY, state.toString());
    }

    private Run ckms(String... words) throws IOException, InterruptedException {
        return host.ckmsOnRoot(image, words);
    }

    private void succeeds(Run run) {
        assertEquals(0, run.code(), run.toString());
    }

    @ParameterizedTest
    @CsvSource({
        "lib,         usr/lib,             usr/lib/modules, var/lib/ckms",
        "lib,         /usr/lib,            usr/lib/modules, var/lib/ckms",
        "lib/modules, /usr/lib/modules,    usr/lib/modules, var/lib/ckms",
        "lib/modules, ../data/kernels,     data/kernels,    var/lib/ckms",
        "var,         /data,               lib/modules,     data/lib/ckms"
    })
    void aModuleGoesIntoTheImageWhereverItsLinksLead(String at, String target, String modules, String state)
            throws IOException, InterruptedException {
        kernel(image.resolve(modules));
        Files.deleteIfExists(image.resolve(at));
        link(at, target);
        state(state);
        Path recipe = host.recipe("acpi-call", "1.2.2", RealHost.kbuild(), "acpi_call");
        succeeds(ckms(
                "-c",
                recipe.toString(),
                "add",
                RealHost.source("acpi-call-1.2.2").toString()));
        succeeds(ckms("-k", oldKernel(), "build", "acpi-call=1.2.2"));
        succeeds(ckms("-k", oldKernel(), "install", "acpi-call=1.2.2"));
        Path kernel = image.resolve(modules).resolve(oldKernel());
        assertTrue(Files.isRegularFile(kernel.resolve("extra/acpi_call.ko")));
        assertTrue(Files.readString(kernel.resolve("modules.dep")).contains("extra/acpi_call.ko:"));
        assertEquals(0, ckms("doctor").code());
        succeeds(ckms("-k", oldKernel(), "uninstall", "acpi-call=1.2.2"));
        assertFalse(Files.exists(kernel.resolve("extra")));
        assertFalse(Files.readString(kernel.resolve("modules.dep")).contains("acpi_call"));
    }
}
