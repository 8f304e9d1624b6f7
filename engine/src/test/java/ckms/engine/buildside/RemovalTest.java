package ckms.engine.buildside;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ckms.engine.buildside.hook.HookListener;
import ckms.engine.buildside.sign.Signer;
import ckms.engine.fixture.FakeRoot;
import ckms.engine.fixture.OrderBuilder;
import ckms.engine.fixture.Steps;
import ckms.model.run.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RemovalTest {
    @TempDir
    Path folder;

    private FakeRoot root;
    private BuildSide side;

    @BeforeEach
    void anAddedPackage() throws IOException, InterruptedException {
        root = new FakeRoot(folder);
        root.addKernel(FakeRoot.KERNEL);
        side = root.buildSide();
        Path source = root.addSource(FakeRoot.FOO, "exit 1", FakeRoot.KERNEL);
        side.add(Steps.add(FakeRoot.FOO, source));
    }

    @AfterEach
    void release() throws IOException {
        side.close();
    }

    @Test
    void whatAFailedBuildLeftGoesToo() throws IOException, InterruptedException {
        side.build(new OrderBuilder(root, FakeRoot.CELL).order(), HookListener.none(), Signer.none());
        assertTrue(Files.exists(root.state.stage(FakeRoot.CELL).root()));
        assertEquals(Outcome.done(), side.remove(FakeRoot.FOO));
        assertFalse(Files.exists(root.state.stage(FakeRoot.CELL).root()));
        assertEquals(List.of(), FakeRoot.files(root.state.root()));
        assertFalse(Files.exists(root.state.version(FakeRoot.FOO)));
    }

    @Test
    void whatAFailedBuildOfTheOriginalLeftGoesToo() throws IOException {
        Files.createDirectories(root.state.version(FakeRoot.FOO).resolve("logs"));
        Files.writeString(root.state.version(FakeRoot.FOO).resolve("logs/build.log"), "oh");
        Files.createDirectories(root.state.build(FakeRoot.FOO));
        assertEquals(Outcome.done(), side.remove(FakeRoot.FOO));
        assertFalse(Files.exists(root.state.version(FakeRoot.FOO)));
    }

    @Test
    void whatSomebodyElsePutThereIsLeftAndNamed() throws IOException {
        Files.writeString(root.state.version(FakeRoot.FOO).resolve("notes"), "mine");
        Outcome refused = side.remove(FakeRoot.FOO);
        String sentence =
                assertInstanceOf(Outcome.Failed.class, refused).failure().sentence();
        assertTrue(sentence.endsWith("/foo/1.0 holds what ckms did not put there: notes; move it away"), sentence);
        assertTrue(Files.exists(root.state.recipe(FakeRoot.FOO)));
    }

    @Test
    void aLinkToABuildThatIsGoneGoesAndTheSourceStays() throws IOException {
        side.link(FakeRoot.CELL);
        side.remove(FakeRoot.FOO);
        assertFalse(Files.isSymbolicLink(root.state.link(FakeRoot.CELL)));
        assertTrue(Files.exists(root.root.resolve("usr/src/foo-1.0/ckms.ini")));
    }
}
