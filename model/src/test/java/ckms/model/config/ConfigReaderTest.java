package ckms.model.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ckms.model.Parsed;
import ckms.model.SourceText;
import ckms.model.recipe.Hook;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
                        initramfs_hook = /srv/initramfs.sh
                        sign_key = /srv/key.pem
                        sign_cert = /srv/cert.x509
                        cache_size = 2048
                        sandbox = require
                        [build_env]
                        FOO = bar
                        [hooks]
                        post_install = logger "$CKMS_PACKAGE_NAME"
                        """).orElseThrow();
        assertEquals(
                new GlobalConfig(
                        Path.of("/srv/ckms"),
                        Path.of("/srv/modules"),
                        true,
                        new BuildOptions("llvm-strip -g", "V=1", Map.of("FOO", "bar")),
                        Path.of("/srv/depmod.sh"),
                        Path.of("/srv/initramfs.sh"),
                        Optional.of(new PrivateKey.InFile(Path.of("/srv/key.pem"))),
                        Optional.of(Path.of("/srv/cert.x509")),
                        2048,
                        Sandboxing.REQUIRE,
                        Map.of(Hook.POST_INSTALL, "logger \"$CKMS_PACKAGE_NAME\"")),
                config);
    }

    @Test
    void variablesKeepTheirCaseAndTheDefaultSectionDoesNotLeakIntoThem() {
        GlobalConfig config = read("[ckms]\nstrip = x\n[build_env]\nFOO = bar\nbaz = %(FOO)s\n")
                .orElseThrow();
        assertEquals(Map.of("FOO", "bar", "baz", "bar"), config.build().env());
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

    @Test
    void aHookOfABuildIsNoneOfTheConfiguration() {
        var read = read("[ckms]\n[hooks]\npost_build = true\n");
        assertEquals("bad-post_build", read.diagnostics().get(0).code());
    }
}
