package ckms.engine.buildside.hook;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ckms.engine.host.files.Odd;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A log is a new file, whatever a hook before has put in its place. */
@Timeout(60)
class HookLogTest {
    @TempDir
    Path folder;

    private void write(Path file) throws IOException {
        byte[] line = "line\n".getBytes(StandardCharsets.UTF_8);
        try (var log = new HookLog(file, HookListener.none())) {
            log.accept(line, line.length);
        }
        assertEquals("line\n", Files.readString(file));
    }

    @Test
    void aPipeIsNotWaitedFor() throws IOException, InterruptedException {
        write(Odd.pipe(folder.resolve("build.log")));
    }

    @Test
    void aLinkIsNotFollowed() throws IOException {
        Path other = Files.writeString(folder.resolve("other"), "other");
        write(Files.createSymbolicLink(folder.resolve("build.log"), other));
        assertEquals("other", Files.readString(other));
    }

    @Test
    void anEarlierLogAndAFolderMakeRoom() throws IOException {
        write(Files.writeString(folder.resolve("build.log"), "a much longer line"));
        write(Files.createDirectories(folder.resolve("more.log/full")).getParent());
    }
}
