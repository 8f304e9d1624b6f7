package ckms.engine.buildside;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ckms.engine.buildside.hook.HookListener;
import ckms.engine.buildside.sign.Signer;
import ckms.engine.fixture.FakeRoot;
import ckms.engine.store.BuildRecord;
import ckms.model.Cell;
import ckms.model.PackageId;
import ckms.model.recipe.Hook;
import ckms.model.run.Outcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What builds with a real shell and made-up kernels leave, and what their hooks see. */
class LocalBuildSideTest extends BuildSideFixture {
    private String log(Cell cell) throws IOException {
        return Files.readString(state.built(cell).resolve("logs/build.log"));
    }

    @Test
    void whatIsBuiltLiesWhereTheOriginalPutsIt() throws IOException, InterruptedException {
        add(FakeRoot.FOO, FakeRoot.COPIES, FakeRoot.KERNEL);
        assertEquals(COMPILED, build(FakeRoot.CELL));
        assertEquals(
                List.of(
                        "foo/1.0/6.1.0-1/x86_64/foo.ko",
                        "foo/1.0/6.1.0-1/x86_64/logs/build.log",
                        "foo/1.0/ckms.ini",
                        "foo/1.0/source"),
                FakeRoot.files(state.root()));
        assertTrue(Files.isDirectory(state.built(FakeRoot.CELL).resolve("module")));
        assertTrue(BuildRecord.read(state, FakeRoot.CELL)
                .orElseThrow()
                .digest(Path.of("foo.ko"))
                .isPresent());
        assertFalse(Files.exists(state.stage(FakeRoot.CELL).root()));
    }

    @Test
    void hooksSeeTheStageAndNothingOfTheCallersEnvironment() throws IOException, InterruptedException {
        add(FakeRoot.FOO, FakeRoot.COPIES + " && env && pwd", FakeRoot.KERNEL);
        build(FakeRoot.CELL);
        String stage = state.stage(FakeRoot.CELL).root().toString();
        Map<String, String> variables = log(FakeRoot.CELL)
                .lines()
                .filter(line -> line.contains("=") && !line.startsWith("/"))
                .map(line -> line.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1], (a, b) -> b));
        variables.keySet().removeAll(List.of("PWD", "OLDPWD", "_", "SHLVL", "CKMS_RUN"));
        assertEquals(
                Map.ofEntries(
                        Map.entry("PATH", root.host.path()),
                        Map.entry("MAKE", "sh"),
                        Map.entry("SHELL", "/bin/sh"),
                        Map.entry("CKMS_PACKAGE_NAME", "foo"),
                        Map.entry("CKMS_PACKAGE_VERSION", "1.0"),
                        Map.entry("CKMS_JOBS", "3"),
                        Map.entry("CKMS_STATEDIR", stage),
                        Map.entry("CKMS_DESTDIR", root.modules().toString()),
                        Map.entry("CKMS_DEPMOD", "1"),
                        Map.entry("CKMS_KERNEL_HDRDIR", root.modules() + "/6.1.0-1/build"),
                        Map.entry("CKMS_KERNEL_VERSION", "6.1.0-1"),
                        Map.entry("CKMS_KERNEL_MACHINE", "x86_64"),
                        Map.entry("CKMS_KERNEL_ARCH", "x86_64"),
                        Map.entry("CKMS_MAKE_ARGS", "LLVM_IAS=0 LD=ld.bfd V=1"),
                        Map.entry("LLVM_IAS", "0"),
                        Map.entry("LD", "ld.bfd"),
                        Map.entry("FOO", "bar")),
                variables);
        assertTrue(log(FakeRoot.CELL).contains(stage + "/foo/1.0/build\n"));
    }

    @Test
    void theListenerHearsWhatTheLogHas() throws IOException, InterruptedException {
        add(FakeRoot.FOO, FakeRoot.COPIES + "; echo out; echo err >&2", FakeRoot.KERNEL);
        var heard = new ArrayList<String>();
        side.build(
                order(FakeRoot.CELL),
                new HookListener() {
                    @Override
                    public void hookStarted(Hook hook) {
                        heard.add(hook.option());
                    }

                    @Override
                    public void output(byte[] bytes, int length) {
                        heard.addAll(
                                Arrays.asList(new String(bytes, 0, length, StandardCharsets.UTF_8).split("\n", -1)));
                    }
                },
                Signer.none());
        heard.removeIf(String::isEmpty);
        assertEquals(List.of("build", "out", "err"), heard);
        assertEquals("out\nerr\n", log(FakeRoot.CELL));
    }

    @Test
    void aGoodRebuildReplacesTheEarlierBuild() throws IOException, InterruptedException {
        add(FakeRoot.FOO, FakeRoot.COPIES, FakeRoot.KERNEL);
        build(FakeRoot.CELL);
        Files.writeString(state.built(FakeRoot.CELL).resolve("old"), "old");
        assertEquals(COMPILED, build(FakeRoot.CELL));
        assertFalse(Files.exists(state.built(FakeRoot.CELL).resolve("old")));
    }

    @Test
    void hooksFindTheFoldersThatOpenZfsWritesTo() throws IOException, InterruptedException {
        add(FakeRoot.FOO, FakeRoot.COPIES, FakeRoot.KERNEL);
        String zfs = FakeRoot.recipe(FakeRoot.FOO, FakeRoot.COPIES)
                .replace(
                        "[module.foo]",
                        "post_build = cp ${CKMS_STATEDIR}/foo/1.0/build/ckms.ini"
                                + " ${CKMS_STATEDIR}/foo/1.0/6.1.0-1/x86_64/\n[module.foo]");
        Files.writeString(state.recipe(FakeRoot.FOO), zfs);
        assertEquals(COMPILED, build(FakeRoot.CELL));
        assertTrue(Files.exists(state.built(FakeRoot.CELL).resolve("ckms.ini")));
    }

    @Test
    void hooksFindOtherPackagesAndTheirBuildsButNotTheRealFolderOfTheirOwn() throws IOException, InterruptedException {
        var bar = new PackageId("bar", "2");
        add(bar, FakeRoot.COPIES, FakeRoot.KERNEL);
        build(new Cell(bar, FakeRoot.KERNEL));
        add(
                FakeRoot.FOO,
                "test -e $CKMS_STATEDIR/bar/2/6.1.0-1/x86_64/bar.ko && touch ../planted && " + FakeRoot.COPIES,
                FakeRoot.KERNEL);
        assertEquals(COMPILED, build(FakeRoot.CELL));
        assertFalse(Files.exists(state.version(FakeRoot.FOO).resolve("planted")));
    }

    @Test
    void cleanRemovesOneMachineAndEmptiedFolders() throws IOException, InterruptedException {
        add(FakeRoot.FOO, FakeRoot.COPIES, FakeRoot.KERNEL);
        build(FakeRoot.CELL);
        side.clean(FakeRoot.CELL);
        assertEquals(List.of("foo/1.0/ckms.ini", "foo/1.0/source"), FakeRoot.files(state.root()));
        assertFalse(Files.exists(state.built(FakeRoot.CELL).getParent()));
    }

    @Test
    void whatAnInterruptedCommitMovedAsideComesBack() throws IOException, InterruptedException {
        add(FakeRoot.FOO, FakeRoot.COPIES, FakeRoot.KERNEL);
        build(FakeRoot.CELL);
        Path aside = state.aside(FakeRoot.CELL);
        Files.createDirectories(aside.getParent());
        Files.move(state.built(FakeRoot.CELL), aside);
        side.close();
        side = root.buildSide();
        assertTrue(Files.exists(state.built(FakeRoot.CELL).resolve("foo.ko")));
        assertFalse(Files.exists(aside));
    }

    @Test
    void oneThatCannotComeBackIsToldAndKeepsNoOtherFromIt() throws IOException, InterruptedException {
        add(FakeRoot.FOO, FakeRoot.COPIES, FakeRoot.KERNEL);
        build(FakeRoot.CELL);
        Path aside = state.aside(FakeRoot.CELL);
        Path stuck = Files.createDirectories(state.aside(new Cell(new PackageId("bar", "1"), FakeRoot.KERNEL)));
        Files.move(state.built(FakeRoot.CELL), aside);
        Files.writeString(state.root().resolve("bar"), "in the way");
        side.close();
        side = root.buildSide();
        assertTrue(Files.exists(state.built(FakeRoot.CELL).resolve("foo.ko")));
        assertEquals(1, side.settlement().settled());
        assertEquals(
                List.of("an interrupted build left the one before it in " + stuck
                        + ", which can't be put back or removed: "
                        + state.root().resolve("bar")
                        + ": is not a folder, as where a hook put a link, through which nothing is written; move it away;"
                        + " mend that, and the next command that changes anything does it"),
                side.settlement().told());
    }

    @Test
    void whatIsHalfWrittenIsTidiedAndItsLikeStays() throws IOException, InterruptedException {
        add(FakeRoot.FOO, FakeRoot.COPIES, FakeRoot.KERNEL);
        Path version = state.version(FakeRoot.FOO);
        List<Path> half = List.of(
                version.resolve(".ckms.ini.ckms-new"),
                state.own().resolve("owned/.foo.json.ckms-new"),
                state.own().resolve(".lock.holder.ckms-new"),
                state.cache().resolve("ab/.entry.json.ckms-new"));
        List<Path> like = List.of(version.resolve("foo.ckms-new"), version.resolve("build/.x.ckms-new"));
        for (List<Path> files : List.of(half, like)) {
            for (Path file : files) {
                Files.createDirectories(file.getParent());
                Files.writeString(file, "");
            }
        }
        Files.createSymbolicLink(state.newLink(), Path.of("/nowhere"));
        assertEquals(Outcome.done("deleted 5 files that ckms left half written in " + state.root()), side.tidy());
        half.forEach(file -> assertFalse(Files.exists(file), file.toString()));
        like.forEach(file -> assertTrue(Files.exists(file), file.toString()));
        assertInstanceOf(Outcome.Unchanged.class, side.tidy());
    }
}
