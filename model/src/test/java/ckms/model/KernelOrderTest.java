package ckms.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The releases of each distribution sort as their versions do. */
class KernelOrderTest {
    static Stream<Arguments> releases() {
        return Stream.of(
                Arguments.of(
                        "Debian",
                        List.of(
                                "6.1.0-9-amd64",
                                "6.1.0-56-amd64",
                                "6.1.0-56-cloud-amd64",
                                "6.12~rc6-amd64",
                                "6.12.107+deb12-amd64",
                                "6.12.117+deb12-amd64",
                                "6.12.117+deb12-cloud-amd64")),
                Arguments.of(
                        "Ubuntu",
                        List.of(
                                "5.15.0-119-generic",
                                "6.8.0-9-generic",
                                "6.8.0-50-generic",
                                "6.8.0-50-lowlatency",
                                "6.11.0-061100rc3-generic",
                                "6.11.0-061100rc10-generic",
                                "6.11.0-9-generic",
                                "6.11.0-061100-generic")),
                Arguments.of(
                        "Fedora",
                        List.of(
                                "6.9.12-200.fc40.x86_64",
                                "6.11.10-300.fc41.x86_64",
                                "6.11.10-300.fc41.x86_64+debug",
                                "6.13.0-0.rc3.20241220git8faabc041a00.31.fc42.x86_64",
                                "6.13.0-0.rc7.54.fc42.x86_64",
                                "6.13.0-61.fc42.x86_64")),
                Arguments.of(
                        "Arch",
                        List.of(
                                "6.6.63-1-lts",
                                "6.9.10-arch1-1",
                                "6.12.7-arch1-1",
                                "6.12.7-arch1-2",
                                "6.12.10-arch1-1",
                                "6.13.0-rc2-1-mainline")),
                Arguments.of(
                        "Chimera",
                        List.of("6.6.60-0-lts", "6.12.7-0-generic", "6.12.7-1-generic", "6.12.10-0-generic")),
                Arguments.of(
                        "SUSE",
                        List.of(
                                "5.14.21-150500.55.88-default",
                                "6.4.0-150600.9.2-default",
                                "6.4.0-150600.23.25-default",
                                "6.11.8-1-default")),
                Arguments.of("OpenWrt", List.of("5.15.167", "6.6.9", "6.6.63")),
                Arguments.of(
                        "mainline",
                        List.of(
                                "6.9-rc1",
                                "6.9.0-rc2",
                                "6.9-rc10",
                                "6.9.0-rc10+",
                                "6.9.0",
                                "6.9.1",
                                "6.10.0-rc1",
                                "6.10.0")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("releases")
    void releasesSort(String distribution, List<String> inOrder) {
        long seed = System.nanoTime();
        var kernels = new ArrayList<>(
                inOrder.stream().map(release -> new Kernel(release, "x86_64")).toList());
        Collections.shuffle(kernels, new Random(seed));
        kernels.sort(null);
        assertEquals(inOrder, kernels.stream().map(Kernel::release).toList(), distribution + ", seed " + seed);
    }
}
