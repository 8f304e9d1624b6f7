package ckms.cli.real;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ckms.cli.command.Program;
import ckms.cli.real.RealHost.Run;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The original itself, where {@code CKMS_TEST_ORIGINAL} names it, beside ours on one state directory. */
@Tag("original")
class LiveOriginalIT extends BesideTheOriginal {
    private Run original(String... words) throws IOException, InterruptedException {
        var all = new ArrayList<>(List.of(
                "python3",
                System.getenv("CKMS_TEST_ORIGINAL"),
                "-L",
                "-s",
                host.state.toString(),
                "-d",
                host.modules.toString()));
        all.addAll(List.of(words));
        return RealHost.run(Map.of(), all.toArray(String[]::new));
    }

    @Test
    void theTranscriptIsWhatItDoes() throws IOException, InterruptedException {
        assertEquals(String.join("\n", recorded()), String.join("\n", transcript(this::original)));
    }

    @Test
    void bothWorkOnOneStateDirectoryInTurn() throws IOException, InterruptedException {
        Path source = source("first");
        List<String> verbs =
                List.of("add " + source, "build first=1.0", "install first=1.0", "clean first=1.0", "remove first=1.0");
        List<String> states = List.of("added", "built", "installed", "added", "");
        List<Program> both = List.of(host::ckms, this::original);
        for (int first = 0; first < 2; first++) {
            for (int i = 0; i < verbs.size(); i++) {
                if (verbs.get(i).startsWith("clean")) {
                    succeeds(host.ckms("-k", oldKernel, "uninstall", "first"));
                }
                Program turn = both.get((first + i) % 2);
                succeeds(turn.run(("-q -k " + oldKernel + " -x zst " + verbs.get(i)).split(" ", -1)));
                assertEquals(states.get(i), status(host::ckms));
                assertEquals(states.get(i), status(this::original));
            }
            assertEquals(List.of(""), RealHost.listing(host.modules));
        }
    }

    /** Printed, not judged: how long both take for the package that matters most. */
    @Test
    @Tag("slow")
    void openZfsIsBuiltByBoth() throws IOException, InterruptedException {
        Path recipe = ExamplesIT.zfs21(host.scratch);
        Path source = host.scratch.resolve("zfs");
        RealHost.run(Map.of(), "cp", "-r", RealHost.source("zfs-2.1.11").toString(), source.toString());
        RealHost.run(Map.of(), "cp", recipe.toString(), source + "/ckms.ini");
        for (Program program : List.<Program>of(host::ckms, this::original)) {
            succeeds(program.run("add", source.toString()));
            long start = System.nanoTime();
            succeeds(program.run("-q", "-k", oldKernel, "build", "zfs=2.1.11"));
            System.out.printf(
                    "zfs=2.1.11: %d s%n",
                    Duration.ofNanos(System.nanoTime() - start).toSeconds());
            succeeds(host.ckms("-k", oldKernel, "clean", "zfs=2.1.11"));
            succeeds(host.ckms("remove", "zfs=2.1.11"));
        }
    }
}
