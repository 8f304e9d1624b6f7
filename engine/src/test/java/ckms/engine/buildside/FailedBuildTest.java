package ckms.engine.buildside;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ckms.engine.buildside.hook.HookListener;
import ckms.engine.buildside.sign.Signer;
import ckms.engine.fixture.FakeRoot;
import ckms.engine.fixture.OrderBuilder;
import ckms.engine.store.BuildRecord;
import ckms.model.run.Failure;
import ckms.model.run.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Builds that fail, each at another point: what is said of it, and what is left. */
class FailedBuildTest extends BuildSideFixture {
    private Failure failure(Outcome outcome) {
        return assertInstanceOf(Outcome.Failed.class, outcome).failure();
    }

    @Test
    void aFailedBuildLeavesTheStateAsItWasAndItsStageForInspection() throws IOException, InterruptedException {
        add(FakeRoot.FOO, "echo 'foo.c:3:7: error: no such thing'; exit 3", FakeRoot.KERNEL);
        List<String> before = FakeRoot.files(state.root());
        Failure failure = failure(build(FakeRoot.CELL));
        assertEquals("hook 'build' ended with exit status 3", failure.sentence());
        assertEquals("foo.c:3:7: error: no such thing", failure.detail());
        assertTrue(Files.readString(Path.of(failure.log())).contains("no such thing"));
        assertEquals(before, FakeRoot.files(state.root()));
    }

    @Test
    void anAttemptAfterAFailureBeginsAnew() throws IOException, InterruptedException {
        add(FakeRoot.FOO, "[ ! -e stale ] && touch stale && exit 1", FakeRoot.KERNEL);
        failure(build(FakeRoot.CELL));
        Files.writeString(
                state.recipe(FakeRoot.FOO), FakeRoot.recipe(FakeRoot.FOO, "[ ! -e stale ] && " + FakeRoot.COPIES));
        assertEquals(COMPILED, build(FakeRoot.CELL));
    }

    @Test
    void aFailedRebuildLeavesTheEarlierBuild() throws IOException, InterruptedException {
        add(FakeRoot.FOO, FakeRoot.COPIES, FakeRoot.KERNEL);
        build(FakeRoot.CELL);
        Files.writeString(state.recipe(FakeRoot.FOO), FakeRoot.recipe(FakeRoot.FOO, "false"));
        failure(build(FakeRoot.CELL));
        assertTrue(Files.exists(state.built(FakeRoot.CELL).resolve("foo.ko")));
        assertTrue(BuildRecord.read(state, FakeRoot.CELL).isPresent());
    }

    @Test
    void aModuleThatTheBuildDidNotLeaveIsNamed() throws IOException, InterruptedException {
        add(FakeRoot.FOO, "true");
        String sentence = failure(build(FakeRoot.CELL)).sentence();
        assertTrue(sentence.startsWith("the build left no foo.ko in its folder"), sentence);
        assertEquals(List.of("foo/1.0/ckms.ini", "foo/1.0/source"), FakeRoot.files(state.root()));
    }

    @Test
    void aHookAfterTheBuildThatFailsLeavesNothingRegistered() throws IOException, InterruptedException {
        add(FakeRoot.FOO, FakeRoot.COPIES, FakeRoot.KERNEL);
        String recipe = FakeRoot.recipe(FakeRoot.FOO, FakeRoot.COPIES);
        Files.writeString(state.recipe(FakeRoot.FOO), recipe.replace("[module", "post_build = exit 3\n[module"));
        assertEquals(
                "hook 'post_build' ended with exit status 3",
                failure(build(FakeRoot.CELL)).sentence());
        assertEquals(List.of("foo/1.0/ckms.ini", "foo/1.0/source"), FakeRoot.files(state.root()));
    }

    @Test
    void aStripThatFailsLeavesNothingRegistered() throws IOException, InterruptedException {
        add(FakeRoot.FOO, FakeRoot.COPIES, FakeRoot.KERNEL);
        String recipe = FakeRoot.recipe(FakeRoot.FOO, FakeRoot.COPIES);
        Files.writeString(state.recipe(FakeRoot.FOO), recipe.replace("strip = no", "strip = yes"));
        root.addKernel(FakeRoot.KERNEL);
        BuildOrder order = new OrderBuilder(root, FakeRoot.CELL)
                .strip("echo no such section; false")
                .order();
        String sentence = failure(
                        side.build(order, HookListener.none(), Signer.none()).outcome())
                .sentence();
        assertTrue(sentence.contains("failed on foo.ko"), sentence);
        assertEquals(List.of("foo/1.0/ckms.ini", "foo/1.0/source"), FakeRoot.files(state.root()));
    }

    @Test
    void aModuleOfAnotherKernelIsNotTaken() throws IOException, InterruptedException {
        add(FakeRoot.FOO, "cp for-6.12.0-1.ko foo.ko", FakeRoot.OTHER_KERNEL);
        String sentence = failure(build(FakeRoot.CELL)).sentence();
        assertTrue(sentence.startsWith("foo.ko does not fit 6.1.0-1/x86_64: it was built for '6.12.0-1"), sentence);
    }

    @Test
    void aHookThatDeletesItsBuildFolderFailsAlone() throws IOException, InterruptedException {
        add(FakeRoot.FOO, "rm -rf \"$PWD\"", FakeRoot.KERNEL);
        failure(build(FakeRoot.CELL));
        assertEquals(List.of("foo/1.0/ckms.ini", "foo/1.0/source"), FakeRoot.files(state.root()));
    }

    @Test
    void aMissingMakeIsAFailureThatNamesIt() throws IOException, InterruptedException {
        add(FakeRoot.FOO, "true");
        Files.writeString(
                state.recipe(FakeRoot.FOO),
                FakeRoot.recipe(FakeRoot.FOO, "true").replace("make = sh", "make = nomake"));
        assertTrue(failure(build(FakeRoot.CELL)).sentence().startsWith("'nomake', the make that the recipe asks for"));
    }
}
