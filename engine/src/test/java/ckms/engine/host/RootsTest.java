package ckms.engine.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ckms.engine.host.files.Tree;
import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a path means below another root. {@code RootsIT} compares it with what the kernel makes of it. */
class RootsTest {
    @TempDir
    Path folder;

    private Path image;

    @BeforeEach
    void anImage() throws IOException {
        image = Files.createDirectories(folder.toRealPath().resolve("image"));
        Files.createDirectories(image.resolve("usr/lib/modules/6.1.0-1"));
        Files.createDirectories(image.resolve("data"));
    }

    /** JUnit warns of links that lead out of a temporary folder. */
    @AfterEach
    void removeTheImage() throws IOException {
        Tree.remove(image);
    }

    private void link(String at, String target) throws IOException {
        Path link = image.resolve(at);
        Files.createDirectories(link.getParent());
        Files.createSymbolicLink(link, Path.of(target));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "the way of merged images, relative       | lib             | usr/lib",
                "absolute                                 | lib             | /usr/lib",
                "up beyond the root                       | lib             | ../../usr/lib",
                "absolute, and up beyond the root         | lib             | /../../usr/lib",
                "with things that mean nothing            | lib             | ./usr//lib/.",
                "a link to a link                         | lib             | /usr/other",
                "the folder of modules itself             | lib/modules     | /usr/lib/modules",
                "the same, relative                       | lib/modules     | ../usr/lib/modules",
            })
    void aLinkIsFollowedWithinTheRoot(String what, String at, String target) throws IOException {
        link(at, target);
        link("usr/other", "/usr/lib");
        Roots roots = Roots.at(image);
        assertEquals(image.resolve("usr/lib/modules"), roots.modules(), what);
        assertEquals(image.resolve("usr/lib/modules/6.1.0-1"), roots.modules("6.1.0-1"), what);
        assertEquals(image.resolve("usr/lib/x"), roots.of(Path.of(at.equals("lib") ? "/lib/x" : "/usr/lib/x")), what);
    }

    @Test
    void aKernelsFolderMayBeALinkToo() throws IOException {
        link("lib/modules/6.12.0-1", "/data/kernel");
        assertEquals(image.resolve("data/kernel"), Roots.at(image).modules("6.12.0-1"));
        assertEquals(image.resolve("lib/modules/gone"), Roots.at(image).modules("gone"));
    }

    @Test
    void whatDoesNotExistYetIsWhereItWouldBeMade() throws IOException {
        link("var", "/data");
        assertEquals(image.resolve("data/lib/ckms"), Roots.at(image).of(Path.of("/var/lib/ckms")));
        link("srv", "/not/there");
        assertEquals(image.resolve("not/there/x"), Roots.at(image).of(Path.of("/srv/x")));
        assertEquals(image.resolve("x"), Roots.at(image).of(Path.of("/../not/../../x")));
    }

    @Test
    void whatTheHostHasThereDoesNotMatter() throws IOException {
        link("etc", folder.toRealPath().toString());
        assertEquals(
                image.resolve(folder.toRealPath().toString().substring(1)).resolve("ckms"),
                Roots.at(image).of(Path.of("/etc/ckms")));
    }

    @Test
    void aCircleOfLinksLeadsNowhere() throws IOException {
        link("a", "/b");
        link("b", "a");
        assertThrows(FileSystemLoopException.class, () -> Roots.at(image).of(Path.of("/a/x")));
        link("lib", "/lib");
        assertThrows(FileSystemLoopException.class, () -> Roots.at(image));
    }

    @Test
    void asManyLinksAsLinuxFollowsAreFollowed() throws IOException {
        for (int i = 0; i < 41; i++) {
            link("link" + i, i == 0 ? "data" : "link" + (i - 1));
        }
        assertEquals(image.resolve("data"), Roots.at(image).of(Path.of("/link39")));
        assertThrows(FileSystemLoopException.class, () -> Roots.at(image).of(Path.of("/link40")));
    }

    @Test
    void aRootIsTheSameHoweverItIsNamed() throws IOException {
        Files.createSymbolicLink(folder.resolve("link"), Path.of("image"));
        Path here = Path.of("").toAbsolutePath();
        for (Path name : new Path[] {
            image, Path.of(image + "/"), folder.resolve("link"), folder.resolve("link/usr/.."), here.relativize(image)
        }) {
            assertEquals(Roots.at(image), Roots.at(name), name.toString());
        }
        assertThrows(NoSuchFileException.class, () -> Roots.at(folder.resolve("none")));
    }

    @Test
    void onTheHostItselfPathsStayAsTheyAre() throws IOException {
        assertEquals(Roots.HOST, Roots.at(Path.of("/")));
        assertEquals(Roots.HOST, Roots.at(Path.of("/proc/..")));
        assertEquals(Path.of("/proc/self/exe"), Roots.HOST.of(Path.of("/proc/self/exe")));
        assertEquals(Path.of("x/../y"), Roots.HOST.within(Path.of("x/../y")));
    }

    @Test
    void aPathOfTheHostIsFollowedWithinTheRootFromThereOn() throws IOException {
        link("var", "/data");
        Files.createSymbolicLink(folder.resolve("link"), Path.of("image"));
        Roots roots = Roots.at(image);
        Path here = Path.of("").toAbsolutePath();
        for (Path name : new Path[] {
            image.resolve("var/lib"), folder.resolve("link/var/lib"), here.relativize(image.resolve("var/lib"))
        }) {
            assertEquals(image.resolve("data/lib"), roots.within(name), name.toString());
        }
    }

    @Test
    void aPathElsewhereOnTheHostIsLeftAlone() throws IOException {
        Files.createSymbolicLink(folder.resolve("link"), Path.of("image"));
        Roots roots = Roots.at(image);
        for (String name : new String[] {"other/x", "image/../other", "imagery", "link/../other"}) {
            Path path = folder.toRealPath().resolve(name);
            assertEquals(path.normalize(), roots.within(path).normalize(), name);
        }
    }
}
