package ckms.cli.real;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ckms.cli.real.RealHost.Run;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The programs that attack, and a real module that is finished, so that builds only have to copy it. */
final class Arsenal {
    private static final List<String> PROGRAMS = List.of(
            "descriptors",
            "signals",
            "trace",
            "proc",
            "files",
            "jobs",
            "network",
            "daemon",
            "plant",
            "swap",
            "listener");

    final byte[] module;
    private final Path folder;

    /** Compiles all into a folder. */
    Arsenal(Path folder) throws IOException, InterruptedException {
        this.folder = folder;
        resource("attack.h");
        for (String program : PROGRAMS) {
            run(
                    "gcc",
                    "-O1",
                    "-o",
                    folder.resolve(program).toString(),
                    resource(program + ".c").toString());
        }
        Path tree = folder.resolve("tree");
        run("cp", "-r", RealHost.source("acpi-call-1.2.2").toString(), tree.toString());
        run("make", "-s", "-C", "/lib/modules/" + RealHost.oldKernel() + "/build", "M=" + tree, "modules");
        module = Files.readAllBytes(tree.resolve("acpi_call.ko"));
    }

    private Path resource(String name) throws IOException {
        try (InputStream in = Arsenal.class.getResourceAsStream("attack/" + name)) {
            return Files.write(folder.resolve(name), in.readAllBytes());
        }
    }

    private static void run(String... words) throws IOException, InterruptedException {
        Run run = RealHost.run(Map.of(), words);
        assertEquals(0, run.code(), run.toString());
    }

    /** Makes a source tree with the module as {@code ready.ko}, and all programs. */
    void source(Path tree) throws IOException {
        Files.createDirectories(tree);
        Files.write(tree.resolve("ready.ko"), module);
        for (String program : PROGRAMS) {
            Files.copy(folder.resolve(program), tree.resolve(program));
        }
    }
}
