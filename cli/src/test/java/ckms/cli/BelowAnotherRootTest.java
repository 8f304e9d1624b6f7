package ckms.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ckms.engine.host.files.Tree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What {@code --root} changes: no kernel runs there, and links mean what they mean there. */
class BelowAnotherRootTest extends OnACommandLine {
    private static final String NONE_RUNS = "ckms: error: no kernel runs below --root; name one with -k\n";

    /** JUnit warns of links that lead out of a temporary folder. */
    @AfterEach
    void removeTheRoot() throws IOException {
        Tree.remove(root);
    }

    private void move(String from, String to, String link) throws IOException {
        Files.createDirectories(root.resolve(to).getParent());
        Files.move(root.resolve(from), root.resolve(to));
        Files.createSymbolicLink(root.resolve(from), Path.of(link));
    }

    @Test
    void aCommandOnAKernelHasToNameIt() {
        assertEquals(0, ckms("add", root + "/src/foo"), err());
        for (String verb : new String[] {"build", "install", "uninstall", "clean"}) {
            assertEquals(1, ckms(verb, "foo=1.0"), verb);
            assertEquals(NONE_RUNS, err());
        }
        for (String verb : new String[] {"status", "plain-status"}) {
            assertEquals(1, ckms(verb), verb);
            assertEquals(NONE_RUNS, err());
            assertEquals(0, ckms("-k", "6.1.0-1", verb), verb);
        }
        assertEquals(0, ckms("status", "--json"), err());
        assertFalse(out().contains("\"running\" : true"), out());
    }

    @Test
    void aCommandOnNoKernelNeedsNone() throws IOException {
        assertEquals(0, ckms("check", root + "/src/foo"), err());
        assertEquals(0, ckms("add", root + "/src/foo"), err());
        assertEquals(0, ckms("remove", "foo=1.0"), err());
        Tree.remove(root.resolve("lib"));
        assertEquals(0, ckms("check", root + "/src/foo"), err());
        assertEquals(0, ckms("add", root + "/src/foo"), err());
        assertEquals(0, ckms("remove", "foo=1.0"), err());
    }

    @Test
    void aManifestThatAsksForTheRunningKernelIsRefused() throws IOException {
        String sentence = "no kernel runs below --root, so that 'running' means nothing; name a release, or 'latest'\n";
        for (String kernels : new String[] {
            "running",
            "[running, latest]",
            "{include: installed, exclude: running}",
            "installed\n    overrides: [{kernels: running, state: built}]"
        }) {
            String manifest = manifest(kernels);
            assertEquals(1, ckms("plan", manifest), kernels);
            assertTrue(err().matches("(?s)ROOT/m.yaml:[67]:\\d+: error\\[running\\]: \\Q" + sentence + "\\E.*"), err());
            assertEquals(1, ckms("check", manifest), kernels);
            assertTrue(err().contains(sentence), err());
        }
        Path defaults = write("m.yaml", """
                schema: 1
                defaults: {kernels: running, state: added}
                packages:
                  - {name: foo, version: "1.0", source: src/foo}
                  - {name: bar, version: "1.0", source: src/foo}
                """);
        assertEquals(1, ckms("plan", defaults.toString()));
        assertEquals(
                1,
                err().lines()
                        .filter(line -> line.contains("'running' means nothing"))
                        .count(),
                err());
    }

    @Test
    void aPlanNamesNoRunningKernel() throws IOException {
        ckms("plan", "--json", manifest("installed"));
        assertTrue(out().contains("\"running\" : \"\""), out());
        ckms("plan", manifest("installed"));
        assertFalse(out().contains("(running)"), out());
    }

    @Test
    void theConfigurationAndTheStateDirectoryAreFoundOverLinks() throws IOException {
        move("var", "data/var", "/data/var");
        write("opt/config.ini", "[ckms]\ndestdir = /var/modules\n");
        Files.createDirectories(root.resolve("etc/ckms"));
        Files.createSymbolicLink(root.resolve("etc/ckms/config.ini"), Path.of("/opt/config.ini"));
        assertEquals(0, ckms("add", root + "/src/foo"), err());
        assertTrue(Files.exists(root.resolve("data/var/lib/ckms/foo/1.0/ckms.ini")));
        ckms("plan", "--json", manifest("installed"));
        assertTrue(out().contains("\"destination\" : \"ROOT/data/var/modules\""), out());
        ckms("-d", root + "/var/other", "plan", "--json", manifest("installed"));
        assertTrue(out().contains("\"destination\" : \"ROOT/data/var/other\""), out());
        assertEquals(0, ckms("-s", root + "/var/lib/ckms", "remove", "foo=1.0"), err());
    }

    @Test
    void whatLeadsOutOnTheHostLeadsToTheSamePathInTheRoot() throws IOException {
        Path outside = Files.createTempDirectory("outside-").toRealPath();
        try {
            Files.createDirectories(outside.resolve("6.6.0-1/build"));
            move("lib/modules", "gone", outside.toString());
            assertEquals(0, ckms("status", "--json"), err());
            assertFalse(out().contains("6.6.0-1"), out());
            assertEquals(1, ckms("plan"));
            Files.createDirectories(root.resolve("etc"));
            Files.createSymbolicLink(root.resolve("etc/ckms"), outside);
            Files.writeString(outside.resolve("manifest.yaml"), "nonsense");
            assertEquals(1, ckms("plan"));
            assertTrue(err().startsWith("ckms: error: there is no manifest ROOT" + outside + "/manifest.yaml"), err());
        } finally {
            Tree.remove(outside);
        }
    }

    @Test
    void aCircleOfLinksIsToldInASentence() throws IOException {
        Tree.remove(root.resolve("var"));
        Files.createSymbolicLink(root.resolve("var"), Path.of("/var"));
        assertEquals(1, ckms("add", root + "/src/foo"));
        assertEquals(
                "ckms: error: ROOT/var: too many links lead through it, as where links make a circle; mend it\n",
                err());
    }

    @Test
    void aKernelWhoseLinksMakeACircleIsNone() throws IOException {
        Files.createSymbolicLink(root.resolve("lib/modules/6.6.0-1"), Path.of("/lib/modules/6.6.0-1"));
        Files.createSymbolicLink(root.resolve("lib/modules/6.12.0-1/build"), Path.of("/lib/modules/6.12.0-1/build"));
        assertEquals(0, ckms("plan", "--json", manifest("installed")), err());
        assertFalse(out().contains("6.6.0-1"), out());
        assertTrue(out().contains("6.12.0-1"), out());
    }
}
