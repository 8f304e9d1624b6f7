package ckms.model.manifest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ckms.model.Diagnostics;
import ckms.model.SourceText;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An override that can never match is a mistake, and is found without looking at the host. */
class OverrideCheckTest {
    private static boolean isRefused(String kernels, String... overrides) {
        var text = new StringBuilder("schema: 1\npackages:\n- name: a\n  version: 1\n  source: s\n  kernels: ")
                .append(kernels)
                .append("\n  overrides:\n");
        for (String override : overrides) {
            text.append("  - {kernels: ").append(override).append(", state: built}\n");
        }
        var problems = new Diagnostics();
        ManifestReader.read(SourceText.of("m.yaml", text.toString()), Path.of("/"), problems);
        problems.found().forEach(problem -> assertEquals("override", problem.code()));
        return problems.hasErrors();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "installed            | '\"6.6.*\"'         | false",
                "6.1.0-1              | 6.1.0-2             | true",
                "6.1.0-1              | 6.1.0-1             | false",
                "6.1.0-1              | '\"6.6.*\"'         | true",
                "'[6.1.0-1, 6.6.1]'   | '\">=6.6\"'         | false",
                "'[6.1.0-1, 6.6.1]'   | '\">=6.7\"'         | true",
                "'\"<6.9\"'           | '\">=6.13\"'        | true",
                "'\"<6.9\"'           | '\">=6.6\"'         | false",
                "'\"6.6.*\"'          | '\">=6.13\"'        | true",
                "'\"6.6.*\"'          | 6.6.3               | false",
                "'\"6.6.*\"'          | 6.1.0               | true",
                "'\"6.*\"'            | '\"*-cloud\"'       | false",
                "running              | 6.1.0-1             | false",
                "'{exclude: 6.1.0-1}' | 6.1.0-1             | true",
                "'{exclude: \"6.1.*\"}' | '[6.1.0-1, 6.1.9]' | true"
            })
    void againstThePackagesKernels(String kernels, String override, boolean refused) {
        assertEquals(refused, isRefused(kernels, override));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'\"6.6.*\"'   | '\"6.6.*\"'   | true",
                "installed     | '\">=6.13\"'  | true",
                "installed     | latest:2      | true",
                "installed     | 9.9.9         | false",
                "latest:3      | latest        | true",
                "latest        | latest:3      | false",
                "'\">=6.6\"'   | '\"6.9.*\"'   | true",
                "'\">=6.6\"'   | '\">=6.9\"'   | true",
                "'\">=6.9\"'   | '\">=6.6\"'   | false",
                "'\"6.6.*\"'   | 6.6.3         | true",
                "6.6.3         | '\"6.6.*\"'   | false",
                "'[6.6.3, installed]' | '[running, installed]' | false"
            })
    void behindAnEarlierOne(String first, String second, boolean refused) {
        assertEquals(refused, isRefused("[installed, 9.9.9, 6.6.3]", first, second));
    }
}
