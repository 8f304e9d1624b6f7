package ckms.engine.buildside;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ckms.engine.host.files.Entries;
import ckms.engine.store.StateDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackageLinksTest {
    @TempDir
    Path folder;

    private StateDirectory state;
    private PackageLinks links;
    private Path stage;

    @BeforeEach
    void threePackages() throws IOException {
        state = new StateDirectory(folder);
        for (String name : List.of("foo", "bar", "baz")) {
            Files.createDirectory(folder.resolve(name));
        }
        stage = Files.createDirectories(state.stages()).resolve("stage");
        links = new PackageLinks(state);
    }

    private static List<String> names(Path of) throws IOException {
        return Entries.of(of).stream()
                .map(path -> path.getFileName().toString())
                .toList();
    }

    private Object inode(String name) throws IOException {
        return Files.getAttribute(stage.resolve(name), "unix:ino", LinkOption.NOFOLLOW_LINKS);
    }

    @Test
    void thereIsOneForEachPackageButOne() throws IOException {
        links.makeAt(stage, "foo");
        assertEquals(List.of("bar", "baz"), names(stage));
        assertEquals(folder.resolve("bar"), Files.readSymbolicLink(stage.resolve("bar")));
    }

    @Test
    void theNextStageGetsThoseThatAreNoLongerNeeded() throws IOException {
        links.makeAt(stage, "foo");
        Object before = inode("baz");
        links.takeFrom(stage);
        links.makeAt(stage, "bar");
        assertEquals(List.of("baz", "foo"), names(stage));
        assertEquals(before, inode("baz"));
    }

    @Test
    void twoStagesAtATimeHaveTheirOwn() throws IOException {
        links.makeAt(stage, "foo");
        Path other = state.stages().resolve("other");
        links.makeAt(other, "bar");
        links.takeFrom(stage);
        links.takeFrom(other);
        links.makeAt(other, "foo");
        links.makeAt(stage, "foo");
        assertEquals(List.of("bar", "baz"), names(stage));
        assertEquals(List.of("bar", "baz"), names(other));
    }

    @Test
    void whatIsRegisteredAndUnregisteredMeanwhileIsKnown() throws IOException {
        links.makeAt(stage, "foo");
        links.takeFrom(stage);
        Files.createDirectory(folder.resolve("new"));
        links.add("new");
        Files.delete(folder.resolve("bar"));
        links.remove("bar");
        links.remove("baz");
        links.makeAt(stage, "foo");
        assertEquals(List.of("baz", "new"), names(stage));
    }

    @Test
    void thoseThatAHookTookAwayAreMadeAnew() throws IOException {
        links.makeAt(stage, "foo");
        Files.delete(stage.resolve("bar"));
        links.takeFrom(stage);
        links.makeAt(stage, "foo");
        assertEquals(List.of("bar", "baz"), names(stage));
    }

    @Test
    void aStageInWhichAHookLeftSomethingElseIsNotUsedAgain() throws IOException {
        links.makeAt(stage, "foo");
        Files.delete(stage.resolve("bar"));
        Files.createDirectories(stage.resolve("bar/1"));
        links.takeFrom(stage);
        links.makeAt(stage, "foo");
        assertEquals(folder.resolve("bar"), Files.readSymbolicLink(stage.resolve("bar")));
    }

    @Test
    void noneAreLeftAfterTheRunNorAfterOneThatWasKilled() throws IOException {
        links.makeAt(stage, "foo");
        links.takeFrom(stage);
        new PackageLinks(state).close();
        assertEquals(1, names(state.stages()).size());
        PackageLinks.removeLeftOver(state);
        assertEquals(List.of(), names(state.stages()));
        links = new PackageLinks(state);
        links.makeAt(stage, "foo");
        links.takeFrom(stage);
        links.close();
        assertEquals(List.of(), names(state.stages()));
    }
}
