package ckms.engine.kernel.module;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ckms.engine.fixture.ElfModule;
import ckms.engine.fixture.FakeRoot;
import ckms.engine.kernel.KernelTree;
import ckms.model.Kernel;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModuleCheckTest {
    @TempDir
    Path folder;

    private FakeRoot root;
    private Path module;
    private KernelTree kernel;

    @BeforeEach
    void aKernelWithHeadersOnly() throws IOException {
        root = new FakeRoot(folder);
        module = folder.resolve("x.ko");
        kernel = root.addKernel(FakeRoot.KERNEL);
    }

    private Optional<String> complaint(int machine, String... modinfo) throws IOException, InterruptedException {
        ElfModule.write(module, machine, modinfo);
        return new ModuleCheck(root.host).complaint("x.ko", module, kernel);
    }

    @Test
    void aModuleForTheKernelIsGood() throws IOException, InterruptedException {
        assertEquals(Optional.empty(), complaint(ElfModule.X86_64, "license=GPL", FakeRoot.vermagic(FakeRoot.KERNEL)));
    }

    @ParameterizedTest
    @CsvSource({
        "6.1.0-2 SMP mod_unload, another release",
        "6.1.0-1 SMP preempt mod_unload, preemption",
        "6.1.0-1 mod_unload, no SMP",
        "6.1.0-1 SMP mod_unload modversions, versions of symbols"
    })
    void aModuleThatDiffersInAWordIsNot(String vermagic, String inWhat) throws IOException, InterruptedException {
        String complaint = complaint(ElfModule.X86_64, "vermagic=" + vermagic).orElseThrow();
        assertTrue(complaint.contains("it was built for '" + vermagic + "'"), inWhat + ": " + complaint);
    }

    @Test
    void aWordThatOnlySomeMachinesHaveIsNotJudgedByTheConfiguration() throws IOException, InterruptedException {
        assertEquals(Optional.empty(), complaint(ElfModule.X86_64, "vermagic=6.1.0-1 SMP mod_unload aarch64"));
    }

    @Test
    void aModuleOfTheKernelsOwnTellsEveryWord() throws IOException, InterruptedException {
        ElfModule.write(
                kernel.folder().resolve("kernel/fs/ext4.ko"),
                ElfModule.X86_64,
                "vermagic=6.1.0-1 SMP mod_unload RANDSTRUCT_1");
        assertTrue(
                complaint(ElfModule.X86_64, FakeRoot.vermagic(FakeRoot.KERNEL)).isPresent());
        assertEquals(Optional.empty(), complaint(ElfModule.X86_64, "vermagic=6.1.0-1 SMP mod_unload RANDSTRUCT_1 "));
    }

    private void gzip(Path file, byte[] bytes, int times) throws IOException {
        Files.createDirectories(file.getParent());
        try (var out = new GZIPOutputStream(Files.newOutputStream(file))) {
            for (int i = 0; i < times; i++) {
                out.write(bytes);
            }
        }
    }

    @Test
    void ofTheKernelsOwnModulesADamagedOneOrOneThatGrowsWithoutEndIsPassedOver()
            throws IOException, InterruptedException {
        Path own = kernel.folder().resolve("kernel");
        gzip(own.resolve("a/grows.ko.gz"), new byte[1 << 20], 300);
        Files.writeString(own.resolve("a/damaged.ko.gz"), "damaged");
        Files.writeString(own.resolve("a/damaged.ko"), "damaged");
        ElfModule.write(module, ElfModule.X86_64, "vermagic=6.1.0-1 SMP mod_unload RANDSTRUCT_1");
        gzip(own.resolve("a/b/good.ko.gz"), Files.readAllBytes(module), 1);
        assertTrue(
                complaint(ElfModule.X86_64, FakeRoot.vermagic(FakeRoot.KERNEL)).isPresent());
        assertEquals(Optional.empty(), complaint(ElfModule.X86_64, "vermagic=6.1.0-1 SMP mod_unload RANDSTRUCT_1 "));
    }

    @Test
    void aLinkBelowAnotherRootLeadsToNoModuleOfTheHost(@TempDir Path host) throws IOException, InterruptedException {
        Path hosts = host.resolve("ext4.ko");
        ElfModule.write(hosts, ElfModule.X86_64, "vermagic=6.1.0-1 SMP mod_unload RANDSTRUCT_1");
        Path own = Files.createDirectories(kernel.folder().resolve("kernel"));
        Files.createSymbolicLink(own.resolve("ext4.ko"), hosts);
        assertEquals(Optional.empty(), complaint(ElfModule.X86_64, FakeRoot.vermagic(FakeRoot.KERNEL)));
        Files.delete(own.resolve("ext4.ko"));
    }

    @Test
    void aModuleForAnotherMachineIsRefused() throws IOException, InterruptedException {
        String complaint =
                complaint(ElfModule.AARCH64, FakeRoot.vermagic(FakeRoot.KERNEL)).orElseThrow();
        assertEquals("x.ko is not for x86_64: its ELF machine is 183, not 62", complaint);
    }

    @Test
    void ofAKernelWithoutHeadersOnlyTheReleaseIsJudged() throws IOException, InterruptedException {
        ElfModule.write(module, ElfModule.X86_64, "vermagic=6.12.0-1 whatever");
        KernelTree bare = root.kernel(new Kernel("6.12.0-1", "x86_64"));
        assertEquals(Optional.empty(), new ModuleCheck(root.host).complaint("x.ko", module, bare));
    }

    @Test
    void whatIsNoElfFileIsNoModule() throws IOException {
        Files.writeString(module, "text");
        var refused = assertThrows(FileSystemException.class, () -> ModuleInfo.of(module));
        assertTrue(refused.getMessage().contains("no kernel module"), refused.getMessage());
        Files.write(module, new byte[0]);
        assertThrows(FileSystemException.class, () -> ModuleInfo.of(module));
    }

    @Test
    void aDamagedModuleIsRefusedOrReadButNeverMore() throws IOException {
        long seed = System.nanoTime();
        var random = new Random(seed);
        ElfModule.write(module, ElfModule.X86_64, FakeRoot.vermagic(FakeRoot.KERNEL));
        byte[] good = Files.readAllBytes(module);
        for (int i = 0; i < 2000; i++) {
            byte[] bad = Arrays.copyOf(good, 1 + random.nextInt(good.length));
            bad[random.nextInt(bad.length)] = (byte) random.nextInt();
            Files.write(module, bad);
            try {
                ModuleInfo.of(module);
            } catch (FileSystemException expected) {
                assertTrue(expected.getMessage().contains("x.ko"), "seed " + seed);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"a.ko,NONE", "a.ko.gz,GZ", "a.ko.xz,XZ", "a.ko.zst,ZST"})
    void aModulesNameTellsItsCompression(String name, Compression compression) {
        assertEquals(Optional.of(compression), Compression.of(Path.of(name)));
        assertEquals(Optional.empty(), Compression.of(Path.of("modules.dep")));
    }
}
