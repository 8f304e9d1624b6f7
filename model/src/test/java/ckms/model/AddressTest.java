package ckms.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What people name packages and cells by. */
class AddressTest {
    private static final List<Cell> CELLS = List.of(
            cell("zfs=2.1.2@6.1.0-1/x86_64"),
            cell("zfs=2.1.2@6.1.0-1/aarch64"),
            cell("zfs=2.1.2@6.12.0-1/x86_64"),
            cell("zfs=2.2@6.1.0-1/x86_64"),
            cell("zfsx=2.1.2@6.1.0-1/x86_64"));

    private static Cell cell(String text) {
        return Cell.parse(text).orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({
        "zfs,                        0 1 2 3",
        "zfs=2.1.2,                  0 1 2",
        "zfs@6.1.0-1,                0 1 3",
        "zfs@6.1.0-1/x86_64,         0 3",
        "zfs=2.1.2@6.1.0-1,          0 1",
        "zfs=2.1.2@6.1.0-1/aarch64,  1",
        "zfs=3,                      ''",
        "zf,                         ''"
    })
    void anAddressMeansWhatHasAllThatItNames(String text, String meant) {
        Address address = Address.parse(text).orElseThrow();
        List<String> found = CELLS.stream()
                .filter(address::means)
                .map(cell -> String.valueOf(CELLS.indexOf(cell)))
                .toList();
        assertEquals(meant, String.join(" ", found));
        assertEquals(text, address.toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "=1",
                "zfs=",
                "zfs@",
                "@6.1",
                "zfs@6.1/",
                "zfs@/x86_64",
                "a b",
                "../zfs",
                "zfs@../6.1",
                "zfs=kernel-1"
            })
    void whatNamesNothingIsNone(String text) {
        assertEquals(Optional.empty(), Address.parse(text));
    }

    @Test
    void onlyNameAndVersionNameOnePackage() {
        var zfs = new PackageId("zfs", "2.1.2");
        assertEquals(Optional.of(zfs), Address.parse("zfs=2.1.2").flatMap(Address::pkg));
        assertEquals(Optional.empty(), Address.parse("zfs").flatMap(Address::pkg));
        assertEquals(Optional.empty(), Address.parse("zfs=2.1.2@6.1").flatMap(Address::pkg));
        assertEquals("zfs=2.1.2", Address.of(zfs).toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"6.1.0-1/x86_64", "6.1/a/b", "x/y"})
    void aKernelReadsAsItIsWritten(String text) {
        Kernel.parse(text).ifPresent(kernel -> assertEquals(text, kernel.toString()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "6.1", "/x86_64", "6.1/", "../x86_64", "6 1/x86_64"})
    void aTextOfAnotherFormIsNoKernel(String text) {
        assertEquals(Optional.empty(), Kernel.parse(text));
    }
}
