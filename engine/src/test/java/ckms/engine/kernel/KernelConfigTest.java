package ckms.engine.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ckms.engine.fixture.FakeRoot;
import ckms.engine.host.Roots;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KernelConfigTest {
    @TempDir
    Path headers;

    private KernelTree kernel() {
        return new KernelTree(FakeRoot.KERNEL, Roots.HOST, headers, false, Optional.of(headers));
    }

    private KernelConfig config(String text) throws IOException {
        Files.writeString(headers.resolve(".config"), text.replace(" ", "\n"));
        return KernelConfig.of(kernel());
    }

    /** As the original gives them to make, in its order. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "CONFIG_CC_IS_GCC=y CONFIG_AS_IS_GNU=y CONFIG_LD_IS_BFD=y | {LLVM_IAS=0, LD=ld.bfd}",
                "CONFIG_CC_IS_CLANG=y CONFIG_AS_IS_LLVM=y CONFIG_LD_IS_LLD=y | {LLVM=1, LD=ld.lld, LLVM_IAS=1}",
                "CONFIG_CC_IS_CLANG=y CONFIG_AS_IS_GNU=y CONFIG_LD_IS_BFD=y | {LLVM=1, LLVM_IAS=0, LD=ld.bfd}",
                "CONFIG_CC_IS_CLANG=y CONFIG_LD_IS_LLD=y | {LLVM=1, LD=ld.lld, LLVM_IAS=1}",
                "# | {}"
            })
    void theToolchainIsTheKernels(String text, String expected) throws IOException {
        assertEquals(expected, config(text).toolchain().toString());
    }

    @Test
    void onlyTheFirstBlockTellsTheToolchain() throws IOException {
        KernelConfig config = config("CONFIG_CC_IS_GCC=y  CONFIG_CC_IS_CLANG=y CONFIG_SMP=y");
        assertEquals("{}", config.toolchain().toString());
        assertTrue(config.yes("CONFIG_SMP"));
    }

    @Test
    void aKernelWithoutAConfigurationIsUnknown() throws IOException {
        assertFalse(KernelConfig.of(kernel()).isKnown());
    }
}
