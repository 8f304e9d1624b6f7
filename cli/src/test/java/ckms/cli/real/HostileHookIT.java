package ckms.cli.real;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ckms.cli.real.RealHost.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Beside a package that is well there is one whose hook misbehaves, or that meets a full disk: a clear failure of that one
 * alone, and nothing that it started outlives the run.
 */
class HostileHookIT extends OnRealHost {
    /** How long the processes of this test sleep, in seconds: a number by which they are found. */
    private static final String MARK = "6000." + (1000 + new java.util.Random().nextInt(9000));

    private Path manifest;

    @BeforeEach
    void oneThatIsWell() throws IOException {
        host.recipe("good", "1", RealHost.kbuild(), "acpi_call");
        manifest = host.scratch.resolve("manifest.yaml");
    }

    private Run apply(String hook, String... options) throws IOException, InterruptedException {
        host.recipe("bad", "1", "build = " + hook + "\n", "acpi_call");
        Files.writeString(
                host.scratch.resolve("bad.ini"),
                Files.readString(host.scratch.resolve("bad.ini")).replace("dest = extra", "dest = bad"));
        Files.writeString(manifest, """
                schema: 1
                name: test
                packages:
                  - {name: good, version: "1", source: %s, recipe: good.ini, kernels: %s}
                  - {name: bad, version: "1", source: %s, recipe: bad.ini, kernels: %s}
                """.formatted(
                        RealHost.source("acpi-call-1.2.2"), oldKernel, RealHost.source("acpi-call-1.2.2"), oldKernel));
        var words = new java.util.ArrayList<>(List.of("-q", "apply", manifest.toString()));
        words.addAll(List.of(options));
        return host.ckms(words.toArray(String[]::new));
    }

    private String failsAlone(Run run) throws IOException, InterruptedException {
        assertEquals(4, run.code(), run.toString());
        assertEquals(
                "bad 1 " + oldKernel + " x86_64 added\ngood 1 " + oldKernel + " x86_64 installed\n",
                host.ckms("-k", oldKernel, "plain-status").out());
        assertTrue(run.err().contains("ckms: error: build bad=1@" + oldKernel + "/x86_64 failed: "), run.err());
        assertFalse(run.err().contains("fault in ckms"), run.err());
        return run.err();
    }

    /** Says whether a process runs that has the mark of this test in its command line, in whatever namespace. */
    private static boolean isRunning() {
        return ProcessHandle.allProcesses()
                .flatMap(process -> process.info().commandLine().stream())
                .anyMatch(line -> line.matches("(\\S*/)?sleep " + MARK));
    }

    @Test
    void aDaemonThatTheHookLeavesIsEnded() throws IOException, InterruptedException {
        failsAlone(apply("env -i setsid sh -c 'trap \"\" TERM HUP; echo x >started; sleep " + MARK + "'"
                + " >/dev/null 2>&1 </dev/null & while [ ! -s started ]; do sleep 0.1; done; exit 3"));
        assertFalse(isRunning());
    }

    @Test
    void aHookThatHangsAndIgnoresToBeEndedIsEnded() throws IOException, InterruptedException {
        String err = failsAlone(apply("trap '' TERM; while :; do sleep " + MARK + "; done", "--hook-timeout", "8"));
        assertTrue(err.contains("hook 'build' was ended because it ran for more than 8 seconds"), err);
        assertFalse(isRunning());
    }

    @Test
    void aLogOfAGigabyteStopsAtItsLimit() throws IOException, InterruptedException {
        String err = failsAlone(apply("head -c 1000000000 /dev/zero | tr '\\0' 'x'; exit 4"));
        assertTrue(err.contains("exit status 4"), err);
        Path log = Path.of(host.ckms("log", "--path", "bad").out().strip());
        assertTrue(Files.size(log) < 70 << 20, log + ": " + Files.size(log));
    }

    @Test
    void aHookThatDeletesItsOwnFoldersFails() throws IOException, InterruptedException {
        failsAlone(apply("rm -rf ${CKMS_STATEDIR}/*; exit 5"));
        failsAlone(apply("cd /; rm -rf ${CKMS_STATEDIR}"));
    }

    @Test
    void aToolThatGoesMissingHalfWayIsNamed() throws IOException, InterruptedException {
        String err = failsAlone(apply("echo one; no-such-tool --really; echo two"));
        assertTrue(err.contains("the program 'no-such-tool' is not installed"), err);
        assertTrue(err.contains("a program is missing; install it and try again"), err);
        assertFalse(host.ckms("plan", manifest.toString()).out().contains("blocked"));
    }

    @Test
    void aFolderThatMayNotBeWrittenToIsNamed() throws IOException, InterruptedException {
        String err = failsAlone(apply("mkdir -p sub && chmod 500 sub . && touch x; exit 6"));
        assertTrue(err.contains("exit status 6"), err);
        assertEquals(0, host.ckms("-k", oldKernel, "clean", "bad=1").code(), "the stage can be removed");
    }

    /** A build that takes long, once its hook has said that it runs. */
    private Process building(String hook) throws IOException, InterruptedException {
        host.recipe("slow", "1", "build = " + hook + "\n", "x");
        succeeds(host.ckms(
                "-c",
                host.scratch.resolve("slow.ini").toString(),
                "add",
                RealHost.source("acpi-call-1.2.2").toString()));
        Process run = host.start(host.command("-q", "-k", oldKernel, "build", "slow=1"));
        while (!isRunning()) {
            assertTrue(run.isAlive(), "the hook was never seen");
            Thread.sleep(50);
        }
        return run;
    }

    @Test
    void aRunThatIsInterruptedEndsAllThatItStarted() throws IOException, InterruptedException {
        Process run = building("trap '' TERM; sleep " + MARK + " & wait; sleep " + MARK);
        run.destroy();
        assertTrue(run.waitFor(30, TimeUnit.SECONDS));
        assertEquals(143, run.exitValue());
        assertFalse(isRunning());
    }

    @Test
    void whatAKilledRunLeftRunningIsEndedByTheNext() throws IOException, InterruptedException {
        Process run = building("sleep " + MARK + "; sleep " + MARK);
        run.destroyForcibly().waitFor();
        succeeds(host.ckms("-k", oldKernel, "clean", "slow=1"));
        assertFalse(isRunning());
    }

    @Tag("root")
    @Test
    void whereTheProcessThatBuildsIsKilledNothingRunsOn() throws IOException, InterruptedException {
        Process run = building("sleep " + MARK + "; sleep " + MARK);
        run.children().forEach(ProcessHandle::destroyForcibly);
        assertTrue(run.waitFor(30, TimeUnit.SECONDS));
        assertEquals(1, run.exitValue());
        assertFalse(isRunning());
    }

    @Tag("root")
    @Tag("mount")
    @Test
    void aDestinationThatMayOnlyBeReadIsNamedAndWhatIsBuiltStays() throws IOException, InterruptedException {
        String modules = host.modules.toString();
        RealHost.run(Map.of(), "mount", "--bind", modules, modules);
        RealHost.run(Map.of(), "mount", "-o", "remount,bind,ro", modules);
        try {
            Run run = apply(RealHost.kbuild().replace("build = ", "").strip());
            assertEquals(4, run.code(), run.toString());
            assertTrue(run.err().contains("is on a file system that is mounted read-only"), run.err());
            assertFalse(run.err().contains("fault in ckms"), run.err());
            assertEquals(
                    "bad 1 " + oldKernel + " x86_64 built\ngood 1 " + oldKernel + " x86_64 built\n",
                    host.ckms("-k", oldKernel, "plain-status").out());
        } finally {
            RealHost.run(Map.of(), "umount", "-l", modules);
        }
        assertEquals(0, host.ckms("-q", "apply", manifest.toString()).code());
    }

    @Tag("root")
    @Tag("mount")
    @Test
    void aFullDiskIsNamedAndTriedAgainWhenThereIsRoom() throws IOException, InterruptedException {
        Run mounted = RealHost.run(
                Map.of(), "mount", "-t", "tmpfs", "-o", "size=3m,mode=755", "ckms-test", host.state.toString());
        assertEquals(0, mounted.code(), mounted.err());
        try {
            RealHost.run(Map.of(), "chown", RealHost.NOBODY + ":" + RealHost.NOBODY, host.state.toString());
            Run run = apply(RealHost.kbuild()
                    .replace("build = ", "head -c 8000000 /dev/zero >big && ")
                    .strip());
            assertEquals(4, run.code(), run.toString());
            assertTrue(run.err().contains("No space left on device"), run.err());
            assertTrue(run.err().contains("the disk is full; make room and try again"), run.err());
            assertEquals(0, host.ckms("gc").code(), "who makes room needs none");
            RealHost.run(Map.of(), "mount", "-o", "remount,size=200m", host.state.toString());
            assertEquals(0, host.ckms("-q", "apply", manifest.toString()).code());
            assertTrue(host.ckms("-k", oldKernel, "plain-status")
                    .out()
                    .startsWith("bad 1 " + oldKernel + " x86_64 installed\n"));
        } finally {
            RealHost.run(Map.of(), "umount", "-l", host.state.toString());
        }
    }
}
