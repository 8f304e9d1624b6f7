package ckms.model.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ckms.model.Parsed;
import ckms.model.SourceText;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConfigReaderTest {
    private static Parsed<GlobalConfig> read(String text) {
        return ConfigReader.read(SourceText.of("config.ini", text));
    }

    @Test
    void anEmptyFileSaysNothing() {
        assertEquals(GlobalConfig.DEFAULT, read("").orElseThrow());
    }

    @Test
    void whatTheFileSaysHolds() {
        GlobalConfig config = read("""
                        [ckms]
                        statedir = /srv/ckms
                        destdir = /srv/modules
                        quiet = yes
                        strip = llvm-strip -g
                        make_build_args = V=1
                        depmod_hook = /srv/depmod.sh
                        """).orElseThrow();
        assertEquals(
                new GlobalConfig(
                        Path.of("/srv/ckms"),
                        Path.of("/srv/modules"),
                        true,
                        "llvm-strip -g",
                        "V=1",
                        Path.of("/srv/depmod.sh"),
                        Map.of()),
                config);
    }

    @Test
    void variablesKeepTheirCaseAndTheDefaultSectionDoesNotLeakIntoThem() {
        GlobalConfig config = read("[ckms]\nstrip = x\n[build_env]\nFOO = bar\nbaz = %(FOO)s\n")
                .orElseThrow();
        assertEquals(Map.of("FOO", "bar", "baz", "bar"), config.buildEnv());
    }

    @Test
    void anErrorNamesItsLine() {
        var read = read("[ckms]\n\nquiet = maybe\n");
        assertEquals(
                List.of("config.ini:3"),
                read.diagnostics().stream()
                        .map(error -> error.place().orElseThrow().toString())
                        .toList());
    }
}
