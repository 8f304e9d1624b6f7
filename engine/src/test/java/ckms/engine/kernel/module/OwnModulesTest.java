package ckms.engine.kernel.module;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ckms.engine.fixture.ElfModule;
import ckms.engine.fixture.FakeRoot;
import ckms.engine.host.Host;
import ckms.engine.host.process.Command;
import ckms.engine.host.process.Conversation;
import ckms.engine.host.process.HostProcesses;
import ckms.engine.host.process.OutputSink;
import ckms.engine.host.process.Processes;
import ckms.engine.kernel.KernelTree;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is wrong with a kernel's own module passes that over; what is wrong with the host does not. */
class OwnModulesTest {
    @TempDir
    Path folder;

    private KernelTree kernel;

    @BeforeEach
    void aKernelWithAModuleThatIsNotCompressedAfterOneThatIs() throws IOException {
        kernel = new FakeRoot(folder).addKernel(FakeRoot.KERNEL);
        Path own = Files.createDirectories(kernel.folder().resolve("kernel/a"));
        ElfModule.write(own.resolve("b/plain.ko"), ElfModule.X86_64, "vermagic=6.1.0-1 plain");
        Files.writeString(own.resolve("packed.ko.gz"), "damaged");
    }

    private Optional<String> vermagic(String path, Processes processes) throws IOException, InterruptedException {
        return new OwnModules(new Host(Map.of("PATH", path), 1000, 2, processes)).vermagic(kernel);
    }

    private void removePlain() throws IOException {
        Files.delete(kernel.folder().resolve("kernel/a/b/plain.ko"));
    }

    @Test
    void aModuleThatNoProgramDecompressesIsPassedOver() throws IOException, InterruptedException {
        assertEquals(Optional.of("6.1.0-1 plain"), vermagic("/nowhere", new HostProcesses()));
        removePlain();
        assertEquals(Optional.empty(), vermagic("/nowhere", new HostProcesses()));
        assertEquals(Optional.empty(), vermagic(System.getenv("PATH"), new HostProcesses()));
    }

    /** As where the disk of the decompressed file is full, or the host has no room for another process. */
    @Test
    void aHostThatFailsIsNoModuleThatIsDamaged() throws IOException {
        removePlain();
        var full = new IOException("No space left on device");
        var failing = new Processes() {
            @Override
            public int run(Command command, OutputSink output, OutputSink errors) throws IOException {
                throw full;
            }

            @Override
            public Conversation converse(Command command) {
                throw new AssertionError(command);
            }

            @Override
            public void endAll() {}

            @Override
            public void endLeftOver() {}
        };
        assertEquals(full, assertThrows(IOException.class, () -> vermagic("/nowhere", failing)));
    }

    @Test
    void aReadingThatIsInterruptedIsNotOneThatFoundNoModule() throws IOException {
        Files.delete(kernel.folder().resolve("kernel/a/packed.ko.gz"));
        Thread.currentThread().interrupt();
        try {
            assertThrows(ClosedByInterruptException.class, () -> vermagic("/nowhere", new HostProcesses()));
        } finally {
            assertTrue(Thread.interrupted());
        }
    }
}
