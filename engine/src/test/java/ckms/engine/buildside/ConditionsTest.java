package ckms.engine.buildside;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ckms.engine.buildside.hook.HookListener;
import ckms.engine.buildside.sign.Signer;
import ckms.engine.fixture.FakeRoot;
import ckms.engine.fixture.OrderBuilder;
import ckms.engine.fixture.Steps;
import ckms.engine.store.BuildRecord;
import ckms.model.run.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a recipe leaves to a shell, and what it leaves to ckms: conditions, and how a plain Kbuild tree is built. */
class ConditionsTest {
    private static final String TWO =
            FakeRoot.COPIES + " && cp foo.ko bar.ko\n[module.bar]\npath = .\ndest = extra\nif = %s\n";

    private static final Outcome COMPILED = new Outcome.Changed(Outcome.Effect.COMPILED, "", List.of());

    @TempDir
    Path folder;

    private FakeRoot root;
    private BuildSide side;

    @BeforeEach
    void aKernel() throws IOException, InterruptedException {
        root = new FakeRoot(folder);
        root.addKernel(FakeRoot.KERNEL);
        side = root.buildSide();
    }

    @AfterEach
    void release() throws IOException {
        side.close();
    }

    private Outcome build(String buildHook, String... replaced) throws IOException, InterruptedException {
        Path source = root.addSource(FakeRoot.FOO, "BUILD", FakeRoot.KERNEL);
        String recipe = Files.readString(source.resolve("ckms.ini")).replace("BUILD", buildHook);
        for (int i = 0; i < replaced.length; i += 2) {
            recipe = recipe.replace(replaced[i], replaced[i + 1]);
        }
        side.add(Steps.add(FakeRoot.FOO, source, recipe));
        return side.build(new OrderBuilder(root, FakeRoot.CELL).order(), HookListener.none(), Signer.none())
                .outcome();
    }

    private String failure(Outcome outcome) {
        return assertInstanceOf(Outcome.Failed.class, outcome).failure().sentence();
    }

    private BuildRecord record() throws IOException {
        return BuildRecord.read(root.state, FakeRoot.CELL).orElseThrow();
    }

    @Test
    void theShellAnswersInTheBuildFolderWithTheHooksEnvironment() throws IOException, InterruptedException {
        String yes = "sh: test -e foo.ko && test \"$CKMS_KERNEL_VERSION\" = 6.1.0-1";
        assertEquals(COMPILED, build(TWO.formatted(yes)));
        assertEquals(Set.of("foo.ko", "bar.ko"), record().modules().keySet());
    }

    @Test
    void exitStatusOneLeavesTheModuleOut() throws IOException, InterruptedException {
        assertEquals(COMPILED, build(TWO.formatted("sh: test -e none")));
        assertEquals(Set.of("foo.ko"), record().modules().keySet());
        assertEquals(COMPILED, build(TWO.formatted("no")));
        assertEquals(Set.of("foo.ko"), record().modules().keySet());
    }

    @Test
    void anyOtherExitStatusIsAnError() throws IOException, InterruptedException {
        assertEquals(
                "'if' of [module.bar]: 'sh: echo oh; exit 2' ended with exit status 2, which is neither 0, for yes,"
                        + " nor 1, for no: oh",
                failure(build(TWO.formatted("sh: echo oh; exit 2"))));
        assertTrue(failure(build(FakeRoot.COPIES, "strip = no", "strip = sh: nosuchprogram"))
                .contains("exit status 127"));
    }

    @Test
    void aBuildWithoutAnyModuleLeftFails() throws IOException, InterruptedException {
        String sentence = failure(build(FakeRoot.COPIES, "dest = extra", "dest = extra\nif = sh: exit 1"));
        assertTrue(sentence.startsWith("no module would be built for this kernel"), sentence);
    }

    @Test
    void theInitramfsMayBeAnsweredAndIsRecorded() throws IOException, InterruptedException {
        build(FakeRoot.COPIES, "strip = no", "strip = no\ninitramfs = sh: exit 0");
        assertTrue(record().initramfs());
    }

    @Test
    void withoutABuildHookAKbuildTreeIsBuiltAsKbuildTreesAre() throws IOException, InterruptedException {
        Path source = root.addSource(FakeRoot.FOO, "x", FakeRoot.KERNEL);
        Files.writeString(source.resolve("Kbuild"), "obj-m := foo.o\n");
        Files.writeString(source.resolve("kbuild"), "echo \"$@\" >words; " + FakeRoot.COPIES + "\n");
        Outcome built = build("", "build = \n", "", "make = sh", "make = " + maker());
        assertEquals(COMPILED, built);
        assertEquals(
                "LLVM_IAS=0 LD=ld.bfd -C " + root.modules() + "/6.1.0-1/build M="
                        + root.state.stage(FakeRoot.CELL).build(FakeRoot.FOO) + " modules\n",
                Files.readString(root.state.built(FakeRoot.CELL).resolve("logs/build.log")));
    }

    /** A make that prints its arguments and leaves a module. */
    private Path maker() throws IOException {
        Path make = root.root.resolve("bin/gmake");
        Files.writeString(make, "#!/bin/sh\necho \"$@\"\n" + FakeRoot.COPIES + "\n");
        make.toFile().setExecutable(true);
        return make;
    }

    @Test
    void withoutABuildHookAndAKbuildTreeTheSentenceSaysWhatToWrite() throws IOException, InterruptedException {
        String sentence = failure(build("", "build = \n", ""));
        assertTrue(sentence.startsWith("the recipe has no build hook, and the source is no Kbuild tree"), sentence);
    }
}
