package ckms.engine.buildside;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ckms.engine.fixture.FakeRoot;
import ckms.model.Cell;
import ckms.model.PackageId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Hooks put links in the place of the folders where ckms goes on, to have it write where they can't. */
class PlantedLinksTest extends BuildSideFixture {
    private static final PackageId BAR = new PackageId("bar", "2");
    private static final Cell ITS = new Cell(BAR, FakeRoot.KERNEL);

    private Path outside;

    @BeforeEach
    void somethingThatIsNotTheHooks() throws IOException, InterruptedException {
        add(BAR, FakeRoot.COPIES, FakeRoot.KERNEL);
        build(ITS);
        outside = Files.createDirectories(folder.resolve("outside/x86_64/logs")).getParent();
        for (String name : new String[] {"foo.ko", "Module.symvers", "logs/build.log", "logs/post_build.log/x"}) {
            Path file = outside.resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, "its own");
        }
    }

    private Map<String, String> others() throws IOException {
        var others = new TreeMap<String, String>();
        for (Path top : new Path[] {outside, state.version(BAR)}) {
            try (Stream<Path> all = Files.walk(top)) {
                for (Path file : all.filter(Files::isRegularFile).toList()) {
                    others.put(file.toString(), Files.readString(file, StandardCharsets.ISO_8859_1));
                }
            }
        }
        return others;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pre_build = rm -r ../6.1.0-1/x86_64/logs && ln -s OUTSIDE/logs ../6.1.0-1/x86_64/logs",
                "pre_build = rm -r ../6.1.0-1/x86_64 && ln -s OUTSIDE ../6.1.0-1/x86_64",
                "pre_build = rm -r ../6.1.0-1 && ln -s OUTSIDE/.. ../6.1.0-1",
                "post_build = rm -r ../6.1.0-1/x86_64 && ln -s OUTSIDE ../6.1.0-1/x86_64",
                "post_build = rm -r ../6.1.0-1 && ln -s OUTSIDE/.. ../6.1.0-1",
                "post_build = echo > Module.symvers; rm -r ../6.1.0-1/x86_64 && ln -s OUTSIDE ../6.1.0-1/x86_64",
            })
    void nothingIsWrittenThroughALinkInTheStage(String hook) throws IOException {
        add(FakeRoot.FOO, FakeRoot.COPIES, FakeRoot.KERNEL);
        String recipe = FakeRoot.recipe(FakeRoot.FOO, FakeRoot.COPIES)
                .replace("[module.foo]", hook.replace("OUTSIDE", outside.toString()) + "\n[module.foo]");
        Files.writeString(state.recipe(FakeRoot.FOO), recipe);
        Map<String, String> before = others();
        assertThrows(FileSystemException.class, () -> build(FakeRoot.CELL));
        assertEquals(before, others());
    }

    @Test
    void aModulesFolderIsNoLinkEither() throws IOException {
        String sub = FakeRoot.recipe(FakeRoot.FOO, "mkdir sub && cp for-6.1.0-1.ko sub/foo.ko")
                .replace("path = .", "path = sub")
                .replace("[module.foo]", "post_build = ln -s " + outside + " ../6.1.0-1/x86_64/sub\n[module.foo]");
        add(FakeRoot.FOO, "", FakeRoot.KERNEL);
        Files.writeString(state.recipe(FakeRoot.FOO), sub);
        Map<String, String> before = others();
        assertThrows(FileSystemException.class, () -> build(FakeRoot.CELL));
        assertEquals(before, others());
    }

    @Test
    void whatIsBuiltTakesNobodysPlaceThroughALinkInItsPackage() throws IOException, InterruptedException {
        add(FakeRoot.FOO, FakeRoot.COPIES, FakeRoot.KERNEL);
        Path link = state.built(FakeRoot.CELL).getParent();
        Files.createSymbolicLink(link, state.built(ITS).getParent());
        Map<String, String> before = others();
        FileSystemException refused = assertThrows(FileSystemException.class, () -> build(FakeRoot.CELL));
        assertTrue(refused.getMessage().startsWith(link + ": is not a folder"), refused.getMessage());
        assertThrows(FileSystemException.class, () -> side.clean(FakeRoot.CELL));
        assertEquals(before, others());
        Files.delete(link);
        assertEquals(COMPILED, build(FakeRoot.CELL));
    }
}
