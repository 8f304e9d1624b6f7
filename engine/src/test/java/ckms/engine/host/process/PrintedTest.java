package ckms.engine.host.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PrintedTest {
    @Test
    void littleIsSaidWhole() {
        assertEquals("one; two", new Printed(1, " one\ntwo\n").said());
    }

    @Test
    void ofMuchTheBeginningAndTheEndAreSaid() {
        String said = new Printed(1, "first\n" + "x\n".repeat(1 << 19) + "last\n").said();
        assertTrue(said.length() < 700, said);
        assertTrue(said.startsWith("first; x"), said);
        assertTrue(said.contains(" […] "), said);
        assertTrue(said.endsWith("x; last"), said);
    }

    @Test
    void aProgramThatPrintsWithoutEndIsHeardToALimit() throws IOException, InterruptedException {
        var command = new Command(
                List.of("/bin/sh", "-c", "yes | head -c 100000000; exit 2"),
                Path.of("/"),
                Map.of("PATH", System.getenv("PATH")));
        Printed printed = new HostProcesses().print(command);
        assertEquals(2, printed.exit());
        assertEquals(Printed.LIMIT, printed.text().length());
    }
}
