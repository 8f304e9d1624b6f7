package ckms.engine.process;

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
        return processes.run(command, OutputSink.into(out));
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
        var filter = new Command(List.of("cat"), folder, Map.of("PATH", System.getenv("PATH")), input);
        assertEquals(0, run(filter));
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

    /** A process that nobody has waited for yet is not running. */
    private static boolean isRunning(long pid) throws IOException {
        Path stat = Path.of("/proc", Long.toString(pid), "stat");
        return Files.exists(stat) && !Files.readString(stat).contains(") Z ");
    }
}
