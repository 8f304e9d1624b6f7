package ckms.engine.buildside;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ckms.engine.fixture.FakeRoot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A build takes the place of an earlier one, or leaves it where it is. */
class StageTest {
    @TempDir
    Path folder;

    private FakeRoot root;
    private Path built;
    private Stage stage;

    @BeforeEach
    void anEarlierBuild() throws IOException {
        root = new FakeRoot(folder);
        built = Files.createDirectories(root.state.built(FakeRoot.CELL));
        Files.writeString(built.resolve("foo.ko"), "earlier");
        stage = new Stage(root.state, FakeRoot.CELL, new PackageLinks(root.state));
    }

    @Test
    void theResultTakesItsPlace() throws IOException {
        Files.createDirectories(stage.result());
        Files.writeString(stage.result().resolve("foo.ko"), "new");
        stage.commit();
        assertEquals("new", Files.readString(built.resolve("foo.ko")));
        assertFalse(Files.exists(root.state.aside(FakeRoot.CELL)));
    }

    @Test
    void whereTheResultCannotBePutThereTheEarlierBuildIsBackAtOnce() throws IOException {
        assertThrows(IOException.class, stage::commit);
        assertEquals("earlier", Files.readString(built.resolve("foo.ko")));
        assertFalse(Files.exists(root.state.aside(FakeRoot.CELL)));
    }
}
