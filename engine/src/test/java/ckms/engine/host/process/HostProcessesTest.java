package ckms.engine.host.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostProcessesTest {
    @TempDir
    Path folder;

    private final HostProcesses processes = new HostProcesses();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private Command shell(String snippet) {
        return new Command(
                List.of("/bin/sh", "-c", snippet), folder, Map.of("PATH", System.getenv("PATH"), "FOO", "bar"));
    }

    private int run(Command command) throws IOException, InterruptedException {
        return processes.run(command, (bytes, length) -> out.write(bytes, 0, length));
    }

    @Test
    void bothStreamsAreHeardAndTheExitStatusIsTold() throws IOException, InterruptedException {
        assertEquals(3, run(shell("echo $FOO; echo err >&2; exit 3")));
        assertEquals("bar\nerr\n", out.toString(UTF_8));
    }

    @Test
    void allOfALongOutputIsHeard() throws IOException, InterruptedException {
        assertEquals(0, run(shell("i=0; while [ $i -lt 20000 ]; do echo 0123456789; i=$((i+1)); done")));
        assertEquals(220_000, out.size());
    }

    @Test
    void nothingIsReadFromTheTerminal() throws IOException, InterruptedException {
        assertEquals(0, run(shell("cat")));
        assertEquals("", out.toString(UTF_8));
    }

    @Test
    void aFilterReadsAFileAndItsErrorsAreKeptApart() throws IOException, InterruptedException {
        Path input = Files.writeString(folder.resolve("input"), "text");
        var filter = new Command(
                List.of("sh", "-c", "cat; echo wrong >&2; exit 3"),
                folder,
                Map.of("PATH", System.getenv("PATH")),
                input);
        assertEquals(
                new Printed(3, "wrong\n"), processes.filter(filter, (bytes, length) -> out.write(bytes, 0, length)));
        assertEquals("text", out.toString(UTF_8));
    }

    @Test
    void aProgramIsLookedForInTheEnvironmentThatItWillHave() {
        var missing = assertThrows(
                MissingProgramException.class,
                () -> run(new Command(List.of("sh"), folder, Map.of("PATH", folder.toString()))));
        assertEquals("'sh' is not installed, or not in PATH; install it and try again", missing.getMessage());
    }

    @Test
    void aDaemonThatIsLeftBehindIsNotWaitedFor() throws IOException, InterruptedException {
        long start = System.nanoTime();
        assertEquals(0, run(shell("sleep 30 & echo $! >pid")));
        assertTrue(Duration.ofNanos(System.nanoTime() - start).toSeconds() < 20);
        ProcessHandle.of(Long.parseLong(Files.readString(folder.resolve("pid")).strip()))
                .ifPresent(ProcessHandle::destroyForcibly);
    }

    @Test
    void anInterruptionEndsTheProcessAndWhatItStarted() throws Exception {
        var interrupted = new AtomicBoolean();
        var thread = new Thread(() -> {
            try {
                run(shell("sleep 600 & echo $! >pid; wait"));
            } catch (InterruptedException e) {
                interrupted.set(true);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
        thread.start();
        Path pid = folder.resolve("pid");
        while (!Files.exists(pid) || Files.readString(pid).isBlank()) {
            Thread.sleep(10);
        }
        thread.interrupt();
        thread.join();
        assertTrue(interrupted.get());
        long child = Long.parseLong(Files.readString(pid).strip());
        for (int i = 0; i < 300 && isRunning(child); i++) {
            Thread.sleep(10);
        }
        assertFalse(isRunning(child));
    }

    private static long pid(Path file) throws IOException {
        return Long.parseLong(Files.readString(file).strip());
    }

    private static void awaitEnd(long pid) throws IOException, InterruptedException {
        for (int i = 0; i < 300 && isRunning(pid); i++) {
            Thread.sleep(10);
        }
        assertFalse(isRunning(pid));
    }

    @Test
    void whatSomebodyElsesProgramLeavesBehindIsEndedHoweverItDetachesItself() throws IOException, InterruptedException {
        String daemon = "setsid sh -c 'trap \"\" HUP TERM; echo $$ >pid; sleep 600; sleep 600' >/dev/null 2>&1 &";
        assertEquals(
                0,
                run(shell(daemon + " while [ ! -s pid ]; do sleep 0.01; done").within(Duration.ofMinutes(1))));
        awaitEnd(pid(folder.resolve("pid")));
    }

    @Test
    void whatTakesLongerThanItMayIsEnded() throws IOException, InterruptedException {
        var ended = assertThrows(
                TimeLimitException.class,
                () -> run(shell("echo $$ >pid; sleep 600").within(Duration.ofSeconds(1))));
        assertEquals(
                "'/bin/sh' was ended because it ran for more than 1 seconds; see --hook-timeout", ended.getMessage());
        awaitEnd(pid(folder.resolve("pid")));
        var tool = assertThrows(
                TimeLimitException.class, () -> run(shell("sleep 600").atMost(Duration.ofSeconds(1))));
        assertEquals("'/bin/sh' was ended because it ran for more than 1 seconds", tool.getMessage());
    }

    @Test
    void whatAProcessStartedThatIsGoneIsLeftOverAndWhatALivingOneDidIsNot() throws Exception {
        String space =
                Files.readSymbolicLink(Path.of("/proc/self/ns/pid")).toString().replaceAll("[^0-9]", "");
        Process leftOver = sleeping(space + ":1:none:1");
        Process elsewhere = sleeping("0:1:none:1");
        Process living = sleeping(new RunMark().next());
        processes.endLeftOver();
        awaitEnd(leftOver.pid());
        assertTrue(elsewhere.isAlive() && living.isAlive());
        elsewhere.destroyForcibly();
        living.destroyForcibly();
    }

    private static Process sleeping(String mark) throws IOException {
        var builder = new ProcessBuilder("sleep", "600");
        builder.environment().put(RunMark.VARIABLE, mark);
        return builder.start();
    }

    /** A process that nobody has waited for yet is not running. */
    private static boolean isRunning(long pid) throws IOException {
        Path stat = Path.of("/proc", Long.toString(pid), "stat");
        return Files.exists(stat) && !Files.readString(stat).contains(") Z ");
    }
}
