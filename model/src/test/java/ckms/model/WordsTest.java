package ckms.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Packages, kernels and cells: what their names may be, and how they are written. */
class WordsTest {
    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "../x", "a/b", "-a", "a b", "a\nb", "a\0b", ".ckms", "a=b", "a@b", "Über"})
    void aNameThatCouldReachOutsideItsFolderIsRefused(String name) {
        assertTrue(PackageId.complaint(name, "1").isPresent());
        assertTrue(PackageId.complaint("x", name).isPresent());
        assertTrue(Kernel.complaint(name).isPresent());
    }

    @ParameterizedTest
    @ValueSource(strings = {"zfs", "2.1.2", "0.1~rc1", "1:2.0", "6.12.117+deb12-amd64", "12.0+dfsg", "_x"})
    void ordinaryNamesAndVersionsAreGood(String name) {
        assertEquals(Optional.empty(), PackageId.complaint(name, name));
    }

    @Test
    void aVersionMustNotLookLikeTheLinkToAnInstalledBuild() {
        assertThrows(IllegalArgumentException.class, () -> new PackageId("x", "kernel-6.1-x86_64"));
    }

    @Test
    void anOverlongNameIsRefused() {
        assertTrue(PackageId.complaint("a".repeat(129), "1").isPresent());
    }

    @Test
    void theAddressOfACellCanBeReadBack() {
        String address = "zfs=2.1.2@6.12.7-0-lts/x86_64";
        Cell cell = Cell.parse(address).orElseThrow();
        assertEquals(new PackageId("zfs", "2.1.2"), cell.pkg());
        assertEquals(new Kernel("6.12.7-0-lts", "x86_64"), cell.kernel());
        assertEquals(address, cell.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"zfs", "zfs=1", "zfs=1@6.1", "zfs=1/x86_64", "=1@6.1/x86_64", "zfs=@6.1/x86_64", "@/"})
    void whatIsNoAddressIsNotRead(String text) {
        assertEquals(Optional.empty(), Cell.parse(text));
    }

    @ParameterizedTest
    @CsvSource({
        "x86_64,x86_64",
        "aarch64,arm64",
        "armv7l,arm",
        "ppc64le,powerpc",
        "riscv64,riscv",
        "s390x,s390",
        "i686,i386",
        "mips64,mips",
        "loongarch64,loongarch",
        "parisc64,parisc",
        "sparc64,sparc",
        "sh4,sh",
        "alpha,alpha"
    })
    void theKernelTreeHasItsOwnNamesForMachines(String machine, String arch) {
        assertEquals(arch, new Kernel("6.1", machine).arch());
    }

    @Test
    void aNearWordIsSuggestedAndAFarOneIsNot() {
        var known = java.util.List.of("kernels", "state", "source");
        assertEquals("; did you mean 'kernels'?", Suggestion.question("kernel", known));
        assertEquals("; did you mean 'source'?", Suggestion.question("sorce", known));
        assertEquals("", Suggestion.question("protect", known));
    }
}
