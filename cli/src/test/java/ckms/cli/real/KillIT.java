package ckms.cli.real;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ckms.cli.real.RealHost.Run;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A run over real packages is ended with SIGKILL at random instants: nothing is half there, what the run left running is
 * ended by the next one, which reaches what an undisturbed one reaches, byte for byte.
 */
class KillIT extends OnRealHost {
    private Path root;
    private Path state;
    private Path modules;
    private Path manifest;
    private Snapshot goal;
    private long millis;

    @BeforeEach
    void threePackagesOfWhichOneDisplacesTheKernelsOwn() throws IOException, InterruptedException {
        root = Files.createDirectories(host.scratch.resolve("root"));
        state = Files.createDirectories(root.resolve("var/lib/ckms"));
        modules = root.resolve("lib/modules");
        RealHost.addKernel(oldKernel, oldKernel, root);
        Path folder = modules.resolve(oldKernel);
        Files.writeString(Files.createDirectories(folder.resolve("extra")).resolve("acpi_call.ko"), "the kernel's own");
        host.recipe("acpi-call", "1.2.2", RealHost.kbuild(), "acpi_call");
        host.recipe("tp-smapi", "0.43", RealHost.kbuild("HDAPS=0"), "thinkpad_ec", "tp_smapi");
        host.recipe(
                "v4l2loopback",
                "0.12.7",
                "build = ${MAKE} KERNEL_DIR=${CKMS_KERNEL_HDRDIR} v4l2loopback.ko\n",
                "v4l2loopback");
        manifest = Files.writeString(host.scratch.resolve("manifest.yaml"), """
                schema: 1
                name: test
                packages:
                  - {name: acpi-call, version: 1.2.2, source: %s, recipe: acpi-call.ini}
                  - {name: tp-smapi, version: "0.43", source: %s, recipe: tp-smapi.ini}
                  - {name: v4l2loopback, version: 0.12.7, source: %s, recipe: v4l2loopback.ini}
                """.formatted(
                        RealHost.source("acpi-call-1.2.2"),
                        RealHost.source("tp_smapi-0.43"),
                        RealHost.source("v4l2loopback-0.12.7")));
        if (host.isRoot()) {
            RealHost.run(Map.of(), "chown", RealHost.NOBODY + ":" + RealHost.NOBODY, state.toString());
        }
        RealHost.run(Map.of(), "cp", "-a", root.toString(), root + ".start");
        long start = System.nanoTime();
        succeeds(apply());
        millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
        goal = Snapshot.of(modules, state);
    }

    private Run apply() throws IOException, InterruptedException {
        return host.ckmsOnRoot(root, "-q", "--no-cache", "apply", manifest.toString());
    }

    private void startAnew() throws IOException, InterruptedException {
        RealHost.run(Map.of(), "rm", "-rf", root.toString());
        RealHost.run(Map.of(), "cp", "-a", root + ".start", root.toString());
    }

    /** The processes that build below the scratch folder, whoever started them. */
    private Set<Long> builders() throws IOException {
        var builders = new HashSet<Long>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(Path.of("/proc"), "[1-9]*")) {
            for (Path process : all) {
                if (environment(process).contains("CKMS_STATEDIR=" + root)) {
                    builders.add(Long.parseLong(process.getFileName().toString()));
                }
            }
        }
        return builders;
    }

    private static String environment(Path process) {
        try {
            return Files.readString(process.resolve("environ"), StandardCharsets.ISO_8859_1);
        } catch (IOException goneOrNotOurs) {
            return "";
        }
    }

    private void isTruthful(String when) throws IOException, InterruptedException {
        Map<String, String> now = Snapshot.of(modules, state).modules();
        String own = oldKernel + "/extra/acpi_call.ko";
        now.forEach((path, content) -> assertTrue(
                content.equals(goal.modules().get(path)) || (path.equals(own) && isTheKernelsOwn()),
                when + ": " + path + " is " + content));
        Run status = host.ckmsOnRoot(root, "-k", oldKernel, "plain-status");
        assertEquals(0, status.code(), when + ": " + status);
        for (String line : status.out().lines().toList()) {
            if (line.endsWith(" installed")) {
                String module = line.startsWith("tp-smapi") ? "tp_smapi" : line.split(" ", 2)[0].replace('-', '_');
                String path = oldKernel + "/extra/" + module + ".ko";
                assertEquals(goal.modules().get(path), now.get(path), when + ": " + line);
            }
        }
    }

    private boolean isTheKernelsOwn() {
        try {
            return Files.readString(modules.resolve(oldKernel + "/extra/acpi_call.ko"), StandardCharsets.ISO_8859_1)
                    .equals("the kernel's own");
        } catch (IOException gone) {
            return false;
        }
    }

    private void killed(int times) throws IOException, InterruptedException {
        long seed = System.nanoTime();
        System.out.println("an undisturbed run takes " + millis + " ms; the seed is " + seed);
        var random = new Random(seed);
        int leftRunning = 0;
        for (int i = 0; i < times; i++) {
            long at = random.nextLong(millis);
            String when = "killed after " + at + " ms";
            startAnew();
            Process run = host.start(List.of(
                    host.launcher().toString(),
                    "--root",
                    root.toString(),
                    "-q",
                    "--no-cache",
                    "apply",
                    manifest.toString()));
            run.waitFor(at, TimeUnit.MILLISECONDS);
            run.destroyForcibly().waitFor();
            var left = new ArrayList<>(builders());
            leftRunning += left.isEmpty() ? 0 : 1;
            isTruthful(when);
            Run next = apply();
            assertEquals(0, next.code(), when + ": " + next);
            assertEquals(Set.of(), builders(), when + ": runs on after the next run");
            Snapshot now = Snapshot.of(modules, state);
            assertEquals(Set.of(), now.unfinished(), when);
            assertEquals(goal, now, when);
            Run plan = host.ckmsOnRoot(root, "plan", "--detailed-exitcode", manifest.toString());
            assertEquals(0, plan.code(), when + ": " + plan);
        }
        System.out.println(leftRunning + " of " + times + " left processes running");
    }

    @Test
    void atSomeInstants() throws IOException, InterruptedException {
        killed(6);
    }

    @Tag("slow")
    @Test
    void atTwoHundredInstants() throws IOException, InterruptedException {
        killed(200);
    }
}
