package ckms.cli.real;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ckms.cli.real.RealHost.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Plan and apply over real packages and kernels, one cell of which does not compile. */
class ManifestIT extends OnRealHost {
    private Path manifest;

    @BeforeEach
    void aManifestOfTwoPackagesOnTwoKernels() throws IOException, InterruptedException {
        host.recipe("acpi-call", "1.2.2", RealHost.kbuild(), "acpi_call");
        host.recipe("tp-smapi", "0.43", RealHost.kbuild("HDAPS=1"), "thinkpad_ec", "tp_smapi", "hdaps");
        manifest = Files.writeString(host.scratch.resolve("manifest.yaml"), """
                schema: 1
                name: test
                defaults:
                  kernels: [%s, %s]
                packages:
                  - name: acpi-call
                    version: 1.2.2
                    source: %s
                    recipe: acpi-call.ini
                  - name: tp-smapi
                    version: "0.43"
                    source: %s
                    recipe: tp-smapi.ini
                """.formatted(
                oldKernel, RealHost.newKernel(), RealHost.source("acpi-call-1.2.2"), RealHost.source("tp_smapi-0.43")));
    }

    private Run ckms(String command, String... options) throws IOException, InterruptedException {
        var words = new java.util.ArrayList<>(List.of(command));
        words.addAll(List.of(options));
        words.add(manifest.toString());
        return host.ckms(words.toArray(String[]::new));
    }

    @Test
    void whatCompilesIsInstalledWhatDoesNotIsNamedAndTriedAgainWhenAskedFor() throws IOException, InterruptedException {
        String old = oldKernel;
        String recent = RealHost.newKernel();
        assertEquals(0, ckms("plan").code());
        assertEquals(List.of(""), host.stateListing(), "plan changes nothing");

        Run first = ckms("apply");
        assertEquals(4, first.code(), first.toString());
        assertTrue(
                first.err()
                        .contains("build tp-smapi=0.43@" + recent
                                + "/x86_64 failed: hook 'build' ended with exit status"),
                first.err());
        // make compiles both files at once, and either may be the first to fail.
        assertTrue(
                Pattern.compile("(thinkpad_ec|tp_smapi)\\.c:\\d+:\\d+: error: macro \"DEFINE_SEMAPHORE\"")
                        .matcher(first.err())
                        .find(),
                first.err());
        assertTrue(first.out().contains("install tp-smapi=0.43@" + recent + "/x86_64 skipped"), first.out());
        assertTrue(first.out().contains("Applied: 8 done, 1 failed, 1 skipped."), first.out());
        List<String> installed = RealHost.listing(host.modules).stream()
                .filter(path -> path.contains(".ko"))
                .toList();
        assertEquals(5, installed.size(), installed.toString());
        for (String module : installed) {
            String release = module.substring(0, module.indexOf('/'));
            assertTrue(host.modinfo("vermagic", host.modules.resolve(module)).startsWith(release + " SMP "), module);
        }

        Run second = ckms("plan", "--detailed-exitcode");
        assertEquals(4, second.code());
        assertTrue(second.out().contains("Nothing to do: 1 blocked, 3 unchanged."), second.out());
        Run retried = ckms("plan", "--retry");
        assertTrue(retried.out().contains("Plan: 1 to install, 3 unchanged."), retried.out());

        Files.writeString(
                manifest,
                Files.readString(manifest)
                        .replace("recipe: tp-smapi.ini", "recipe: tp-smapi.ini\n    kernels: " + old));
        Run third = ckms("apply", "--detailed-exitcode");
        assertEquals(0, third.code(), third.toString());
        assertTrue(third.out().contains("Nothing to do: 3 unchanged."), third.out());
    }

    @Test
    void anInterruptedRunIsFinishedByTheNext() throws IOException, InterruptedException {
        Process running = host.start(host.command("apply", manifest.toString()));
        await(true);
        running.destroy();
        assertEquals(143, running.waitFor(), "SIGTERM");
        await(false);
        running = host.start(host.command("apply", manifest.toString()));
        await(true);
        running.destroyForcibly();
        assertEquals(137, running.waitFor(), "SIGKILL");
        await(false);
        assertEquals(4, ckms("apply").code());
        assertTrue(ckms("plan").out().contains("3 unchanged"));
    }

    /** Waits until a process works in the stage of a build, or until none does. */
    private void await(boolean building) throws InterruptedException {
        for (int i = 0; i < 1000; i++) {
            boolean any = ProcessHandle.allProcesses()
                    .anyMatch(process -> process.info().commandLine().orElse("").contains(host.state + "/.ckms/stage"));
            if (any == building) {
                return;
            }
            Thread.sleep(20);
        }
        throw new AssertionError(
                building ? "nothing is built in " + host.state : "a process works on in " + host.state);
    }

    @Test
    void whileOneWorksAnotherWaitsAndThenGivesUp() throws IOException, InterruptedException {
        Process running = host.start(host.command("apply", manifest.toString()));
        while (!Files.exists(host.state.resolve(".ckms/lock.holder"))) {
            Thread.sleep(20);
        }
        Run busy = ckms("apply", "--lock-timeout", "1");
        assertEquals(75, busy.code(), busy.toString());
        assertTrue(busy.err().contains("is in use by ckms apply (process " + running.pid() + ")"), busy.err());
        assertEquals(1, host.ckms("build", "x=1", "--lock-timeout", "0").code());
        assertEquals(0, host.ckms("status").code(), "who only reads does not wait");
        assertEquals(4, running.waitFor());
    }
}
