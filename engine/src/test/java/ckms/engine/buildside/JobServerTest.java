package ckms.engine.buildside;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import ckms.engine.host.process.Command;
import ckms.engine.host.process.HostProcesses;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A shell does here what a make does: takes a byte for each job, and puts it back. */
class JobServerTest {
    private static final String PATH = System.getenv("PATH");
    private static final String TAKE_ALL =
            "n=0; while [ -n \"$(timeout 0.5 dd bs=1 count=1 <&8 2>/dev/null)\" ]; do n=$((n+1)); done; echo $n";

    @TempDir
    Path folder;

    private final HostProcesses processes = new HostProcesses();
    private JobServer server;

    @BeforeEach
    void serve() throws IOException, InterruptedException {
        server = JobServer.at(folder.resolve("jobs"), processes, PATH);
    }

    @AfterEach
    void close() throws IOException {
        server.close();
    }

    private String shell(String snippet) throws IOException, InterruptedException {
        var out = new ByteArrayOutputStream();
        processes.run(
                new Command(server.shell(snippet), folder, Map.of("PATH", PATH)),
                (bytes, length) -> out.write(bytes, 0, length));
        return out.toString(UTF_8);
    }

    @Test
    void asManyJobsAsAreLentCanBeTaken() throws IOException, InterruptedException {
        server.lend(3);
        assertEquals("3\n", shell(TAKE_ALL));
    }

    @Test
    void whatIsPutBackCanBeTakenAgain() throws IOException, InterruptedException {
        server.lend(2);
        assertEquals("2\n", shell("dd bs=1 count=2 <&8 >kept 2>/dev/null; cat kept >&9; " + TAKE_ALL));
    }

    @Test
    void whatIsNotLentAnyMoreIsCollectedOnceItIsPutBack() throws IOException, InterruptedException {
        server.lend(3);
        shell("dd bs=1 count=2 <&8 >kept 2>/dev/null");
        server.lend(1);
        assertEquals("0\n", shell(TAKE_ALL), "two are with makes, and the third has been collected");
        assertEquals("1\n", shell("cat kept >&9; sleep 0.5; " + TAKE_ALL));
    }

    @Test
    void aHookThatFillsThePipeStopsNobody() throws IOException, InterruptedException {
        server.lend(1);
        shell("timeout 1 cat /dev/zero >&9");
        assertThrows(IOException.class, () -> server.lend(3));
        assertTimeoutPreemptively(java.time.Duration.ofSeconds(20), server::close);
    }

    @Test
    void onlyItsOwnerCanUseThePipeAndItGoesInTheEnd() throws IOException {
        Path pipe = folder.resolve("jobs");
        assertEquals(
                "rw-------",
                java.nio.file.attribute.PosixFilePermissions.toString(Files.getPosixFilePermissions(pipe)));
        server.close();
        assertFalse(Files.exists(pipe));
    }
}
