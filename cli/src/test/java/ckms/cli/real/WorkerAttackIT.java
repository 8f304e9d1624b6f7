package ckms.cli.real;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ckms.cli.real.RealHost.Run;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The process that builds for root is the owner's, so that whatever runs as the owner may do with it what it likes. Here
 * somebody does, from outside of any hook: root loses nothing by it, and comes to an end.
 */
@Tag("root")
class WorkerAttackIT extends OnRealHostAsRoot {
    private Path out;
    private Path steal;

    @BeforeEach
    void aThief() throws IOException, InterruptedException {
        out = host.scratch.resolve("started.out");
        steal = host.scratch.resolve("steal");
        Path source = host.scratch.resolve("steal.c");
        try (InputStream in = WorkerAttackIT.class.getResourceAsStream("steal.c")) {
            Files.write(source, in.readAllBytes());
        }
        succeeds(RealHost.run(Map.of(), "gcc", "-o", steal.toString(), source.toString()));
    }

    private static Run asOwner(String... words) throws IOException, InterruptedException {
        var all = new ArrayList<>(
                List.of("setpriv", "--reuid", RealHost.NOBODY, "--regid", RealHost.NOBODY, "--clear-groups"));
        all.addAll(List.of(words));
        return RealHost.run(Map.of(), all.toArray(String[]::new));
    }

    /** A build that has begun and takes long; its words come after those of the shell, if there are any. */
    private Process building(String... shell) throws IOException, InterruptedException {
        Path begun = Files.createDirectory(host.scratch.resolve("begun"));
        Files.setPosixFilePermissions(begun, PosixFilePermissions.fromString("rwxrwxrwx"));
        host.recipe("slow", "1", "build = touch begun; sleep 600; sleep 600\n", "acpi_call");
        succeeds(host.ckms(
                "-c",
                host.scratch.resolve("slow.ini").toString(),
                "add",
                RealHost.source("acpi-call-1.2.2").toString()));
        var words = new ArrayList<>(List.of(shell));
        words.addAll(host.command("-k", oldKernel, "build", "slow=1"));
        Process run = host.start(words);
        Path sign = host.state.resolve(".ckms/stage/slow@1@" + oldKernel + "-x86_64/slow/1/build/begun");
        while (!Files.exists(sign)) {
            assertTrue(run.isAlive(), () -> "ended: " + output());
            Thread.sleep(50);
        }
        return run;
    }

    private String output() {
        try {
            return Files.readString(out);
        } catch (IOException e) {
            return e.toString();
        }
    }

    /** The process that works as the owner, which is the only one that the given one started. */
    private static ProcessHandle worker(Process root) {
        return root.children().findFirst().orElseThrow();
    }

    /** What the descriptors of a process lead to. */
    private static List<String> files(ProcessHandle process) throws IOException, InterruptedException {
        return RealHost.run(Map.of(), "sh", "-c", "for f in /proc/" + process.pid() + "/fd/*; do readlink $f; done")
                .out()
                .lines()
                .toList();
    }

    /** One that has ended is still there until somebody takes note of it. */
    private static boolean isRunning(ProcessHandle process) throws IOException {
        Path stat = Path.of("/proc", Long.toString(process.pid()), "stat");
        return Files.exists(stat) && !Files.readString(stat).contains(") Z ");
    }

    private Run thief(ProcessHandle worker, int descriptor, String text) throws IOException, InterruptedException {
        return asOwner(steal.toString(), Long.toString(worker.pid()), Integer.toString(descriptor), text);
    }

    private String failsWithOneSentence(Process run) throws InterruptedException {
        assertTrue(run.waitFor(150, TimeUnit.SECONDS), "root still waits");
        assertEquals(1, run.exitValue(), output());
        List<String> errors =
                output().lines().filter(line -> line.startsWith("ckms: error")).toList();
        assertEquals(1, errors.size(), output());
        assertFalse(output().contains("fault in ckms"), output());
        return errors.get(0);
    }

    @Test
    void neitherItNorAHookHasAFileOfRoots() throws IOException, InterruptedException {
        Path secret = Files.writeString(host.scratch.resolve("secret"), "secret");
        Process run = building("sh", "-c", "exec \"$@\" 7<" + secret + " 3<" + secret + " <" + secret, "sh");
        assertTrue(files(run.toHandle()).contains(secret.toString()));
        List<ProcessHandle> all = run.descendants().toList();
        assertTrue(all.size() >= 2, all.toString());
        for (ProcessHandle process : all) {
            List<String> files = files(process);
            assertFalse(files.contains(secret.toString()), files.toString());
            assertFalse(files.contains(out.toString()), files.toString());
        }
    }

    @Test
    void itHasNoTerminal() throws IOException, InterruptedException {
        Process script = building("sh", "-c", "exec script -qefc \"exec $*\" /dev/null", "sh");
        for (ProcessHandle process : script.descendants().toList()) {
            List<String> files = files(process);
            boolean isRoots = process.info().user().equals(Optional.of("root"));
            assertTrue(isRoots || files.stream().noneMatch(file -> file.contains("/pts/")), files.toString());
        }
        script.destroy();
    }

    @Test
    void whatIsWrittenToItsErrorsReachesNoTerminal() throws IOException, InterruptedException {
        Process run = building();
        assertEquals(0, thief(worker(run), 2, "\033[31mSTOLEN").code());
        worker(run).destroyForcibly();
        String error = failsWithOneSentence(run);
        assertTrue(error.contains("; it said: "), error);
        assertFalse(output().contains("\033[31m"), output());
    }

    @Test
    void oneThatIsStoppedIsGivenUp() throws IOException, InterruptedException {
        Process run = building();
        ProcessHandle worker = worker(run);
        List<ProcessHandle> all = new ArrayList<>(worker.descendants().toList());
        all.add(worker);
        assertEquals(0, asOwner("kill", "-STOP", Long.toString(worker.pid())).code());
        String error = failsWithOneSentence(run);
        assertTrue(error.contains("was not heard of for 60 seconds, as if a hook had stopped it"), error);
        for (ProcessHandle process : all) {
            assertFalse(isRunning(process), process.toString());
        }
    }

    @Test
    void anInterruptionNeedsNotWaitForOneThatIsStopped() throws IOException, InterruptedException {
        Process run = building();
        ProcessHandle worker = worker(run);
        assertEquals(0, asOwner("kill", "-STOP", Long.toString(worker.pid())).code());
        run.destroy();
        assertTrue(run.waitFor(40, TimeUnit.SECONDS), "root still waits");
        assertEquals(143, run.exitValue(), output());
        assertFalse(isRunning(worker));
    }

    @Test
    void whatNoCkmsSaysEndsTheBuildInASentence() throws IOException, InterruptedException {
        Process run = building();
        assertEquals(0, thief(worker(run), 1, "\nnull\n").code());
        String error = failsWithOneSentence(run);
        assertTrue(error.contains("was ended, since it said what no ckms says"), error);
    }

    /** Somebody asks, in every exchange that there may be, for the signature of a file that is no module of the build. */
    @Test
    void aForgedQuestionForASignatureEndsTheBuildInASentence() throws IOException, InterruptedException {
        Path key = SigningKeys.make(
                Files.createDirectory(host.scratch.resolve("keys")).resolve("mine"), "mine");
        Process run = building("sh", "-c", "exec \"$@\" --sign " + key, "sh");
        var text = new StringBuilder("\n");
        for (int i = 1; i < 100; i++) {
            text.append(i).append(" {\"type\":\"Sign\",\"module\":\"/\"}\n");
        }
        assertEquals(0, thief(worker(run), 1, text.toString()).code());
        failsWithOneSentence(run);
    }
}
