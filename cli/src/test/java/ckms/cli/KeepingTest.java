package ckms.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ckms.engine.fixture.FakeRoot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Results are kept by what they were made from; what nobody needs any more is removed. */
class KeepingTest extends OnAFakeRoot {
    private static final String FOO = manifest("6.1.0-1", "foo=1.0");

    private Path built;

    @BeforeEach
    void oneBuild() throws IOException {
        built = root.state.built(FakeRoot.CELL);
        assertEquals(0, ckms(FOO, "-D", "apply", "-"));
        assertFalse(out().contains("restored"), out());
    }

    private boolean isRestored(String... options) throws IOException {
        var words = new java.util.ArrayList<>(java.util.List.of("-D", "apply", "-"));
        words.addAll(java.util.List.of(options));
        assertEquals(0, ckms(FOO, words.toArray(String[]::new)), err());
        return out().contains("restored from the cache");
    }

    private void clean() {
        assertEquals(0, ckms("", "-D", "-k", "6.1.0-1", "uninstall", "foo"));
        assertEquals(0, ckms("", "-k", "6.1.0-1", "clean", "foo=1.0"));
    }

    private Path source() {
        return root.root.resolve("usr/src/foo-1.0");
    }

    @Test
    void whatWasCleanedIsRestoredByteForByte() throws IOException {
        byte[] module = Files.readAllBytes(built.resolve("foo.ko"));
        byte[] log = Files.readAllBytes(built.resolve("logs/build.log"));
        clean();
        assertFalse(Files.exists(built));
        assertTrue(isRestored());
        assertArrayEquals(module, Files.readAllBytes(built.resolve("foo.ko")));
        assertArrayEquals(log, Files.readAllBytes(built.resolve("logs/build.log")));
        assertEquals(0, ckms(FOO, "plan", "--detailed-exitcode", "-"), out());
    }

    @Test
    void aChangeThatIsRevertedIsNotCompiledAgain() throws IOException {
        Path file = Files.writeString(source().resolve("x.c"), "one");
        assertFalse(isRestored());
        Files.writeString(file, "another one");
        assertFalse(isRestored());
        Files.writeString(file, "one");
        assertTrue(isRestored());
    }

    @Test
    void aVerbRestoresToo() throws IOException {
        clean();
        assertEquals(0, ckms("", "-k", "6.1.0-1", "build", "foo=1.0"));
        assertTrue(out().contains("restored from the cache"), out());
    }

    @Test
    void withoutTheCacheItIsCompiled() throws IOException {
        clean();
        assertFalse(isRestored("--no-cache"));
    }

    @Test
    void aResultThatIsNotWholeAnyMoreIsCompiledAgain() throws IOException {
        try (var all = Files.walk(root.state.cache())) {
            for (Path file : all.filter(path -> path.endsWith("foo.ko")).toList()) {
                Files.writeString(file, "x", StandardOpenOption.APPEND);
            }
        }
        clean();
        assertFalse(isRestored());
        clean();
        assertTrue(isRestored());
    }

    @Test
    void aResultThatIsHalfRemovedIsCompiledAgain() throws IOException {
        try (var all = Files.walk(root.state.cache())) {
            for (Path folder : all.filter(path -> path.endsWith("result")).toList()) {
                Files.move(folder, root.root.resolve("gone"));
            }
        }
        clean();
        assertFalse(isRestored());
        clean();
        assertTrue(isRestored());
    }

    @Test
    void aResultThatIsLargerThanTheCacheLeavesTheOthersThere() throws IOException {
        write("etc/ckms/config.ini", "[ckms]\ncache_size = 1\n");
        root.addSource(
                FakeRoot.FOO, FakeRoot.COPIES + "; head -c 2000000 /dev/zero >logs.txt; cat logs.txt", KERNELS.get(0));
        assertFalse(isRestored());
        root.addSource(FakeRoot.FOO, FakeRoot.COPIES, KERNELS.get(0));
        assertTrue(isRestored());
    }

    @Test
    void aCacheOfNoSizeKeepsNothing() throws IOException {
        write("etc/ckms/config.ini", "[ckms]\ncache_size = 0\n");
        assertEquals(0, ckms("", "gc"));
        assertTrue(out().contains("removed 1 result of an earlier build and 0 left-overs"), out());
        clean();
        assertFalse(isRestored());
        clean();
        assertFalse(isRestored());
    }

    @Test
    void whatBelongedToAKernelThatIsGoneGoes() throws IOException {
        assertEquals(0, ckms(manifest("installed", "foo=1.0"), "-D", "apply", "-"));
        Path kernel = root.modules().resolve("6.1.0-1");
        Files.delete(kernel.resolve("build/.config"));
        Files.delete(kernel.resolve("build"));
        assertEquals(0, ckms("", "gc", "--dry-run"));
        assertEquals("""
                uninstall foo=1.0@6.1.0-1/x86_64: its kernel is gone
                clean foo=1.0@6.1.0-1/x86_64: its kernel is gone
                collect left-overs: if there are any
                """, out());
        assertTrue(Files.exists(built));
        assertEquals(0, ckms("", "gc"), err());
        assertFalse(Files.exists(built));
        assertFalse(Files.exists(kernel), "what ckms put there is gone, and so is the folder");
        assertTrue(Files.exists(root.state.source(FakeRoot.FOO)));
        assertTrue(Files.exists(root.modules().resolve("6.12.0-1/extra/foo.ko")));
        assertEquals(0, ckms("", "gc"));
        assertTrue(out().contains("collect left-overs had nothing to do: there is nothing to remove"), out());
    }

    @Test
    void whatFailsToGoKeepsNothingElseFromGoing() throws IOException {
        Path source = root.addSource(FakeRoot.FOO, FakeRoot.COPIES, FakeRoot.KERNEL);
        String recipe = Files.readString(source.resolve("ckms.ini"));
        Files.writeString(source.resolve("ckms.ini"), recipe.replace("[hooks]", "[hooks]\npre_uninstall = exit 7"));
        assertEquals(0, ckms(manifest("6.1.0-1", "foo=1.0", "bar=1", "baz=1"), "-D", "apply", "-"), err());
        Path kernel = root.modules().resolve("6.1.0-1");
        Files.delete(kernel.resolve("build/.config"));
        Files.delete(kernel.resolve("build"));
        Path leftOver = Files.createDirectories(root.state.stage(FakeRoot.CELL).build(FakeRoot.FOO));
        assertEquals(4, ckms("", "gc"));
        assertTrue(err().contains("hook 'pre_uninstall' ended with exit status 7"), err());
        assertTrue(Files.exists(built), "it is installed, so it stays");
        Path log = root.state.root().resolve(".ckms/logs/foo@1.0@6.1.0-1-x86_64.pre_uninstall.log");
        assertTrue(err().contains(shown(log.toString())), err());
        assertTrue(Files.exists(log), "the log that is named stays too");
        for (String pkg : List.of("bar", "baz")) {
            assertFalse(Files.exists(root.state.root().resolve(pkg + "/1/6.1.0-1")), pkg);
            assertFalse(Files.exists(kernel.resolve("extra/" + pkg + ".ko")), pkg);
        }
        assertFalse(Files.exists(leftOver));
    }

    @Test
    void theLogsOfWhatGoesGoInTheSameRun() throws IOException {
        Path source = root.addSource(FakeRoot.FOO, FakeRoot.COPIES, FakeRoot.KERNEL);
        String recipe = Files.readString(source.resolve("ckms.ini"));
        Files.writeString(source.resolve("ckms.ini"), recipe.replace("[hooks]", "[hooks]\npre_uninstall = echo gone"));
        assertEquals(0, ckms(manifest("6.1.0-1", "foo=1.0"), "-D", "apply", "-"), err());
        Path build = root.modules().resolve("6.1.0-1/build");
        Files.delete(build.resolve(".config"));
        Files.delete(build);
        assertEquals(0, ckms("", "gc"), err());
        assertTrue(out().contains("and 1 left-over"), out());
        assertEquals(0, ckms("", "gc"));
        assertTrue(out().contains("collect left-overs had nothing to do"), out());
    }

    @Test
    void whatAFailedBuildWasMadeInGoesAndItsLogStays() throws IOException {
        root.addSource(FakeRoot.FOO, "echo oh >&2; exit 1", FakeRoot.KERNEL);
        assertEquals(4, ckms(manifest("[6.1.0-1]", "foo=1.0"), "-D", "apply", "-"));
        Path stage = root.state.stage(FakeRoot.CELL).build(FakeRoot.FOO);
        assertTrue(Files.exists(stage));
        assertEquals(0, ckms("", "gc"));
        assertTrue(out().contains("and 1 left-over"), out());
        assertFalse(Files.exists(stage));
        assertEquals(0, ckms("", "log", "foo"), err());
        assertEquals("oh\n", out());
    }

    @Test
    void whereNoKernelIsToBeSeenNothingIsRemoved() throws IOException {
        Files.move(root.modules(), root.root.resolve("elsewhere"));
        Files.createDirectories(root.modules());
        assertEquals(1, ckms("", "gc"));
        assertTrue(err().startsWith("ckms: error: there is no kernel at all"), err());
        assertTrue(Files.exists(built));
    }
}
