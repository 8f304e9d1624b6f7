package ckms.engine.inputs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ckms.engine.fixture.FakeRoot;
import ckms.engine.host.Roots;
import ckms.engine.kernel.KernelTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What tells a kernel's headers from others that may be put in their place. */
class HeadersTest {
    private static final FileTime LONG_AGO = FileTime.fromMillis(1_000_000);

    @TempDir
    Path folder;

    private Path build;
    private KernelTree kernel;

    @BeforeEach
    void aKernelWithoutChecksums() throws IOException {
        build = Files.createDirectories(folder.resolve("6.1.0-1/build"));
        kernel = new KernelTree(FakeRoot.KERNEL, Roots.HOST, build.getParent(), true, Optional.of(build));
        write(build.resolve(".config"), "# made up\nCONFIG_SMP=y\n");
        write(build.resolve("Module.symvers"), "0x00000000\tprintk\tvmlinux\tEXPORT_SYMBOL\t\n");
        write(build.resolve("include/linux/sched.h"), "struct task_struct { int state; };");
        write(build.resolve("arch/x86/include/asm/page.h"), "#define PAGE_SHIFT 12");
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        Files.setLastModifiedTime(file, LONG_AGO);
    }

    private Input read() throws IOException {
        return new Headers(kernel).read().orElseThrow();
    }

    private boolean isSame(Input then) throws IOException {
        Input now = read();
        assertEquals(then.digest().equals(now.digest()), new Headers(kernel).isStill(then), "what files say");
        return then.digest().equals(now.digest());
    }

    @Test
    void withoutChecksumsAHeaderFileThatIsExchangedInPlaceTellsThem() throws IOException {
        Input then = read();
        assertTrue(isSame(then));
        write(build.resolve("include/linux/sched.h"), "struct task_struct { long long state; };");
        assertFalse(isSame(then));
    }

    @Test
    void soDoesOneOfTheArchitecture() throws IOException {
        Input then = read();
        write(build.resolve("arch/x86/include/asm/page.h"), "#define PAGE_SHIFT 16 // larger");
        assertFalse(isSame(then));
    }

    @Test
    void soDoesOneOfTheSourceThatTheyWereBuiltFrom() throws IOException {
        write(folder.resolve("src/include/linux/list.h"), "struct list_head;");
        Files.createSymbolicLink(build.resolveSibling("source"), folder.resolve("src"));
        Input then = read();
        assertTrue(isSame(then));
        write(folder.resolve("src/include/linux/list.h"), "struct list_head { void *next; };");
        assertFalse(isSame(then));
    }

    @Test
    void withChecksumsTheseTellThemAndHeaderFilesNeedNotBeReadAtAll() throws IOException {
        write(build.resolve(".config"), "# made up\nCONFIG_MODVERSIONS=y\n");
        Input then = read();
        write(build.resolve("include/linux/sched.h"), "struct task_struct { long long state; };");
        assertTrue(isSame(then));
        write(build.resolve("Module.symvers"), "0x12345678\tprintk\tvmlinux\tEXPORT_SYMBOL_GPL\t\n");
        assertFalse(isSame(then));
    }

    @Test
    void theConfigurationTellsThem() throws IOException {
        Input then = read();
        write(build.resolve(".config"), "# made up\nCONFIG_SMP=n\n# CONFIG_MODVERSIONS is not set\n");
        assertFalse(isSame(then));
    }

    @Test
    void whatWasWrittenJustNowIsReadAgain() throws IOException {
        Files.setLastModifiedTime(
                build.resolve("include/linux/sched.h"), FileTime.fromMillis(System.currentTimeMillis()));
        assertEquals("", read().stamp());
        assertNotEquals("", read().digest());
    }
}
