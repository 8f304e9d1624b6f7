package ckms.engine.host.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What of the way to a folder another user could change. */
@Tag("root")
class RootsOwnTest {
    private static final int SOMEBODY = 12345;

    @TempDir
    Path folder;

    private Path roots;
    private Path users;

    @BeforeEach
    void aFolderOfRootsAndOneOfAUsers() throws IOException {
        roots = Files.createDirectories(folder.toRealPath().resolve("roots/modules"));
        users = Files.createDirectories(folder.toRealPath().resolve("users/modules"));
        give(users.getParent());
    }

    private static void give(Path path) throws IOException {
        Files.setAttribute(path, "unix:uid", SOMEBODY, LinkOption.NOFOLLOW_LINKS);
    }

    private static Optional<Path> unsafe(Path path) throws IOException {
        return RootsOwn.unsafeOnWay(path);
    }

    @Test
    void whatIsRootsIsSafeWhetherOrNotItExists() throws IOException {
        assertEquals(Optional.empty(), unsafe(roots));
        assertEquals(Optional.empty(), unsafe(roots.resolve("6.1.0-1/extra")));
    }

    @Test
    void whatLiesBelowAnotherUsersFolderIsNot() throws IOException {
        assertEquals(Optional.of(users.getParent()), unsafe(users));
        assertEquals(Optional.of(users.getParent()), unsafe(users.resolve("6.1.0-1/extra")));
    }

    @Test
    void whereOthersMayWriteIsNotUnlessItIsStickyAsTheFolderForScratchFilesIs() throws IOException {
        Files.setPosixFilePermissions(roots, PosixFilePermissions.fromString("rwxrwxr-x"));
        assertEquals(Optional.of(roots), unsafe(roots.resolve("6.1.0-1")));
        Files.setAttribute(roots, "unix:mode", 01777);
        assertEquals(Optional.empty(), unsafe(roots.resolve("6.1.0-1")));
    }

    @Test
    void linksThatOnlyRootCanExchangeAreFollowed() throws IOException {
        Path link = Files.createSymbolicLink(folder.toRealPath().resolve("roots/link"), Path.of("../roots/modules"));
        assertEquals(Optional.empty(), unsafe(link.resolve("6.1.0-1")));
        Path away = Files.createSymbolicLink(folder.toRealPath().resolve("roots/away"), users);
        assertEquals(Optional.of(users.getParent()), unsafe(away));
    }

    @Test
    void aLinkInAnotherUsersFolderIsNotFollowed() throws IOException {
        Path link = Files.createSymbolicLink(users.getParent().resolve("link"), roots);
        assertEquals(Optional.of(users.getParent()), unsafe(link));
        Path given = Files.createSymbolicLink(roots.getParent().resolve("given"), roots);
        give(given);
        assertEquals(Optional.of(given), unsafe(given.resolve("x")));
    }

    @Test
    void linksInACircleEnd() throws IOException {
        Path circle = roots.resolve("circle");
        Files.createSymbolicLink(circle, Path.of("circle"));
        assertThrows(FileSystemLoopException.class, () -> unsafe(circle));
    }

    @Test
    void aLinkThatOnlyRootCanExchangeIsFollowed() throws IOException {
        Path link = Files.createSymbolicLink(roots.resolveSibling("link"), Path.of("../users/modules"));
        assertEquals(users, RootsOwn.followed(link));
        assertEquals(users, RootsOwn.followed(users.resolve("../modules")));
        Files.writeString(users.resolve("text"), "text");
        assertEquals("text", new String(RootsOwn.bytes(link.resolve("text"), 9), StandardCharsets.UTF_8));
    }

    @Test
    void aLinkThatAnotherUserCanExchangeIsNotFollowedWhoeverMadeIt() throws IOException {
        Path of = Files.createSymbolicLink(users.resolve("roots"), roots);
        Path below = Files.createSymbolicLink(roots.resolveSibling("link"), of);
        give(Files.createSymbolicLink(roots.resolveSibling("others"), roots));
        for (Path path : List.of(of, of.resolve("x"), below, roots.resolveSibling("others"))) {
            String sentence = FileProblem.sentence(assertThrows(IOException.class, () -> RootsOwn.followed(path)));
            assertTrue(sentence.contains("is a link that others than root can exchange"), sentence);
            assertThrows(IOException.class, () -> RootsOwn.bytes(path, 9));
        }
    }

    @Test
    void aFolderThatBecomesALinkAfterItWasLookedAtIsNotFollowedEither() throws IOException {
        Path tree = RootsOwn.followed(users);
        Files.delete(users);
        Files.createSymbolicLink(users, roots);
        Files.writeString(roots.resolve("secret"), "secret");
        assertThrows(IOException.class, () -> SourceWalk.withoutLinks(tree, file -> fail(file.relative() + "")));
    }
}
