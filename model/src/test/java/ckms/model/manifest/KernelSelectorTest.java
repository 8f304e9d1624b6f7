package ckms.model.manifest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ckms.model.Diagnostics;
import ckms.model.Kernel;
import ckms.model.Machine;
import ckms.model.SourceText;
import ckms.model.yaml.Node;
import ckms.model.yaml.YamlReader;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which kernels a selector of a manifest means on a host. */
class KernelSelectorTest {
    private static final HostKernels HOST = new HostKernels(
            Stream.of(
                            "5.15.0-119-generic",
                            "6.1.0-50-amd64",
                            "6.1.0-56-amd64",
                            "6.1.0-56-cloud-amd64",
                            "6.6.3",
                            "6.6.9-1-lts",
                            "6.9.0-rc2",
                            "6.10.1",
                            "6.12.117+deb12-amd64",
                            "6.12.117+deb12-cloud-amd64")
                    .map(release -> new Kernel(release, "x86_64"))
                    .toList(),
            Machine.running(new Kernel("6.6.3", "x86_64")));

    private static KernelSelector selector(String yaml) {
        var problems = new Diagnostics();
        Node node = YamlReader.read(SourceText.of("m.yaml", yaml), problems).orElseThrow();
        KernelSelector selector = new SelectorReader(problems).read(node).value();
        assertEquals(List.of(), problems.found());
        return selector;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "running                          | 6.6.3",
                "latest                           | 6.12.117+deb12-amd64 6.12.117+deb12-cloud-amd64",
                "latest:2                         | 6.10.1 6.12.117+deb12-amd64 6.12.117+deb12-cloud-amd64",
                "6.6.3                            | 6.6.3",
                "9.9.9                            | 9.9.9",
                "'\"6.1.*\"'                      | 6.1.0-50-amd64 6.1.0-56-amd64 6.1.0-56-cloud-amd64",
                "'\"6.6.?\"'                      | 6.6.3",
                "'\"*-[cr]*\"'                    | 6.1.0-56-cloud-amd64 6.9.0-rc2 6.12.117+deb12-cloud-amd64",
                "'\">=6.10\"'                     | 6.10.1 6.12.117+deb12-amd64 6.12.117+deb12-cloud-amd64",
                "'\">6.6, <6.12\"'                | 6.9.0-rc2 6.10.1",
                "'\"=6.6\"'                       | 6.6.3 6.6.9-1-lts",
                "'\"<=6.6\"'  | 5.15.0-119-generic 6.1.0-50-amd64 6.1.0-56-amd64 6.1.0-56-cloud-amd64 6.6.3 6.6.9-1-lts",
                "'\"~6.6.4\"'                     | 6.6.9-1-lts",
                "'\"~6\"'  | 6.1.0-50-amd64 6.1.0-56-amd64 6.1.0-56-cloud-amd64 6.6.3 6.6.9-1-lts 6.9.0-rc2 6.10.1"
                        + " 6.12.117+deb12-amd64 6.12.117+deb12-cloud-amd64",
                "'\"<6.9, >=6.7\"'                | 6.9.0-rc2",
                "'\">=6.9, <6.10\"'               | ''",
                "'[running, \"5.*\"]'             | 5.15.0-119-generic 6.6.3",
                "'{include: \"6.1.*\", exclude: \"*cloud*\"}' | 6.1.0-50-amd64 6.1.0-56-amd64",
                "'{exclude: [\">=6\"]}'           | 5.15.0-119-generic",
                "'{include: [6.6.3, 7.7.7], exclude: 6.6.3}' | 7.7.7"
            })
    void aSelectorMeansTheseKernels(String yaml, String releases) {
        assertEquals(
                releases,
                String.join(
                        " ",
                        selector(yaml).select(HOST).stream()
                                .map(Kernel::release)
                                .toList()));
    }

    @Test
    void installedMeansAll() {
        assertEquals(HOST.installed(), List.copyOf(selector("installed").select(HOST)));
    }

    @ParameterizedTest
    @CsvSource({
        "6.1.0-56-amd64, 6.1.0-56",
        "6.1.0-56-cloud-amd64, 6.1.0-56",
        "6.12.117+deb12-cloud-amd64, 6.12.117",
        "6.8.0-50-generic, 6.8.0-50",
        "6.12.7-0-lts, 6.12.7-0",
        "6.12.7-arch1-1, 6.12.7-arch1-1",
        "6.11.10-300.fc41.x86_64, 6.11.10-300.fc41.x86_64",
        "6.11.10-300.fc41.x86_64+debug, 6.11.10-300.fc41.x86_64",
        "6.4.0-150600.23.25-default, 6.4.0-150600.23.25",
        "6.13.0-rc3, 6.13.0-rc3",
        "6.13.0-rc3-custom+, 6.13.0-rc3",
        "custom, custom"
    })
    void aVersionIsAReleaseWithoutItsFlavour(String release, String version) {
        assertEquals(version, new Kernel(release, "x86_64").version());
    }

    @Test
    void namedAreThoseThatAreNotJustMatched() {
        KernelSelector selector = selector("[installed, running, latest, 9.9.9]");
        assertEquals(
                List.of("6.6.3", "6.12.117+deb12-cloud-amd64", "6.12.117+deb12-amd64", "9.9.9"),
                selector.named(HOST).stream().map(Kernel::release).toList());
        assertTrue(selector("\"6.*\"").named(HOST).isEmpty());
    }

    @Test
    void whereNoKernelRunsNoneIsMeant() {
        var image = new HostKernels(HOST.installed(), HOST.machine().atRest());
        KernelSelector selector = selector("[running, 6.10.1]");
        assertEquals(
                List.of("6.10.1"),
                selector.select(image).stream().map(Kernel::release).toList());
        assertEquals(selector.select(image), Set.copyOf(selector.named(image)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "running                                | true",
                "installed                              | false",
                "'[latest, [running]]'                  | true",
                "'[latest, 6.6.3]'                      | false",
                "'{include: running, exclude: latest}'  | true",
                "'{include: latest, exclude: [running]}'| true",
                "'{include: latest, exclude: \"6.*\"}' | false"
            })
    void aSelectorThatNeedsARunningKernelIsTold(String yaml, boolean needs) {
        assertEquals(needs, selector(yaml).needsARunningKernel());
    }
}
