package ckms.engine.host.files;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TreeTest {
    @TempDir
    Path folder;

    @Test
    void linksAreRemovedAndNotFollowed() throws IOException {
        Path outside = Files.createDirectories(folder.resolve("outside"));
        Files.writeString(outside.resolve("file"), "text");
        Path tree = Files.createDirectories(folder.resolve("tree"));
        Files.createSymbolicLink(tree.resolve("link"), outside);
        Tree.remove(tree);
        assertFalse(Files.exists(tree));
        assertTrue(Files.exists(outside.resolve("file")));
    }

    @Test
    void foldersThatMayNotBeEnteredAreRemoved() throws IOException {
        Path locked = Files.createDirectories(folder.resolve("tree/a/locked/b"));
        Files.setPosixFilePermissions(locked.getParent(), PosixFilePermissions.fromString("---------"));
        Files.setPosixFilePermissions(folder.resolve("tree/a"), PosixFilePermissions.fromString("r-xr-xr-x"));
        Tree.remove(folder.resolve("tree"));
        assertFalse(Files.exists(folder.resolve("tree")));
    }

    @Test
    void whatIsNotThereIsRemovedAlready() throws IOException {
        Tree.remove(folder.resolve("none"));
        assertFalse(Files.exists(folder.resolve("none")));
    }

    @Test
    void emptyFoldersGoUpToOneThatIsNotEmptyOrStays() throws IOException {
        Files.createDirectories(folder.resolve("a/b/c"));
        Files.createDirectories(folder.resolve("a/x"));
        Tree.removeEmpty(folder.resolve("a/b/c"), folder);
        assertFalse(Files.exists(folder.resolve("a/b")));
        assertTrue(Files.exists(folder.resolve("a/x")));
        Tree.removeEmpty(folder.resolve("a/x"), folder.resolve("a"));
        assertTrue(Files.exists(folder.resolve("a")));
    }
}
