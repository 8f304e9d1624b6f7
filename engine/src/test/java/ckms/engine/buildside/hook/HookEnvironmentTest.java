package ckms.engine.buildside.hook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import ckms.engine.fixture.FakeRoot;
import ckms.engine.fixture.OrderBuilder;
import ckms.engine.fixture.SettingsBuilder;
import ckms.engine.host.Host;
import ckms.engine.kernel.KernelTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What hooks are told of the kernel, of make, and of what the configuration says. */
class HookEnvironmentTest {
    @TempDir
    Path folder;

    private FakeRoot root;
    private KernelTree kernel;

    @BeforeEach
    void aKernel() throws IOException {
        root = new FakeRoot(folder);
        kernel = root.addKernel(FakeRoot.KERNEL);
    }

    private Map<String, String> environment(String config) throws IOException, InterruptedException {
        return new HookEnvironment(root.host)
                .around(
                        HookContext.of(new SettingsBuilder(root).config(config).settings(), FakeRoot.FOO, kernel),
                        "make",
                        root.state);
    }

    private Optional<String> make(String... programs) throws IOException, InterruptedException {
        Path bin = Files.createDirectories(folder.resolve("programs"));
        for (int i = 0; i < programs.length; i += 2) {
            Path program = Files.writeString(bin.resolve(programs[i]), "#!/bin/sh\necho " + programs[i + 1] + "\n");
            program.toFile().setExecutable(true);
        }
        var host = new Host(Map.of("PATH", bin.toString()), 1000, 1, root.host.processes());
        return new HookEnvironment(host).make("gmake");
    }

    @Test
    void gnuMakeServesWhereGmakeIsMissing() throws IOException, InterruptedException {
        assertEquals(Optional.empty(), make());
        assertEquals(Optional.empty(), make("make", "'BSD make'"));
        assertEquals(Optional.of("make"), make("make", "'GNU Make 4.3'"));
        assertEquals(Optional.of("gmake"), make("gmake", "'GNU Make 4.3'"));
    }

    @Test
    void aKernelOfClangIsBuiltWithClangItsAssemblerAndItsLinker() throws IOException, InterruptedException {
        Files.writeString(
                kernel.build().resolve(".config"),
                "#\nCONFIG_CC_IS_CLANG=y\nCONFIG_AS_IS_LLVM=y\nCONFIG_LD_IS_LLD=y\n\nCONFIG_SMP=y\n");
        Map<String, String> environment = environment("");
        assertEquals("LLVM=1 LD=ld.lld LLVM_IAS=1", environment.get("CKMS_MAKE_ARGS"));
        assertEquals("1", environment.get("LLVM"));
        assertEquals("1", environment.get("LLVM_IAS"));
        assertEquals("ld.lld", environment.get("LD"));
    }

    @Test
    void theConfigurationsArgumentsComeLastAndItsVariablesWin() throws IOException, InterruptedException {
        Map<String, String> environment =
                environment("[ckms]\nmake_build_args = V=1\n[build_env]\nLD = mold\nKCFLAGS = -O1\n");
        assertEquals("LLVM_IAS=0 LD=ld.bfd V=1", environment.get("CKMS_MAKE_ARGS"));
        assertEquals("mold", environment.get("LD"));
        assertEquals("-O1", environment.get("KCFLAGS"));
        assertFalse(environment.containsKey("make_build_args"));
    }

    @Test
    void depmodIsOnlyAnnouncedWhereItMayRun() throws IOException, InterruptedException {
        assertEquals("1", environment("").get("CKMS_DEPMOD"));
        HookContext told = new OrderBuilder(root, FakeRoot.CELL).context();
        var without = new HookContext(told.cell(), told.kernel(), told.destdir(), false, 1, told.options());
        assertFalse(new HookEnvironment(root.host)
                .around(without, "make", root.state)
                .containsKey("CKMS_DEPMOD"));
    }
}
