package ckms.engine.installside;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import ckms.engine.fixture.FakeRoot;
import ckms.engine.host.Host;
import ckms.model.plan.Finalizer;
import ckms.model.run.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What brings a kernel up to date after its modules changed, and the programs that the host has for that. */
class FinalizersTest {
    @TempDir
    Path folder;

    private FakeRoot root;
    private Host host;
    private Records records;

    @BeforeEach
    void aKernelWhoseModulesChanged() throws IOException {
        root = new FakeRoot(folder);
        host = new Host(Map.of("PATH", root.host.path(), "CALLERS", "own"), 1000, 1, root.host.processes());
        records = root.records();
        records.mark(FakeRoot.KERNEL, EnumSet.allOf(Finalizer.class));
    }

    private Path program(String script) throws IOException {
        Path program = Files.writeString(root.root.resolve("program"), "#!/bin/sh\n" + script + "\n");
        program.toFile().setExecutable(true);
        return program;
    }

    private static final String SAYS = "echo \"$@ $# $CALLERS $PWD\" >\"$0.said\"";

    private String said() throws IOException {
        return Files.readString(root.root.resolve("program.said"));
    }

    private String expected() {
        return "6.1.0-1 1 own " + root.modules() + "\n";
    }

    private Outcome depmod(Optional<Path> hook) throws IOException, InterruptedException {
        return new Depmod(host, root.roots(), hook, records, Duration.ofMinutes(1)).run(FakeRoot.KERNEL);
    }

    private Outcome initramfs(Path hook) throws IOException, InterruptedException {
        return new Initramfs(host, root.modules(), hook, records, Duration.ofMinutes(1)).refresh(FakeRoot.KERNEL);
    }

    @Test
    void theDepmodHookGetsTheReleaseTheCallersEnvironmentAndTheModulesToWorkIn()
            throws IOException, InterruptedException {
        assertEquals(Outcome.done(), depmod(Optional.of(program(SAYS))));
        assertEquals(expected(), said());
        assertEquals(Set.of(Finalizer.INITRAMFS), records.marks(FakeRoot.KERNEL));
    }

    @Test
    void soDoesTheInitramfsHook() throws IOException, InterruptedException {
        assertEquals(Outcome.done(), initramfs(program(SAYS)));
        assertEquals(expected(), said());
        assertEquals(Set.of(Finalizer.DEPMOD), records.marks(FakeRoot.KERNEL));
    }

    @Test
    void whatFailedIsStillToBeDone() throws IOException, InterruptedException {
        Path fails = program("echo oh; exit 3");
        for (Outcome outcome : new Outcome[] {depmod(Optional.of(fails)), initramfs(fails)}) {
            String sentence =
                    assertInstanceOf(Outcome.Failed.class, outcome).failure().sentence();
            assertEquals(true, sentence.contains("ended with exit status 3") && sentence.endsWith("oh"), sentence);
        }
        assertEquals(EnumSet.allOf(Finalizer.class), records.marks(FakeRoot.KERNEL));
    }
}
