package ckms.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Root reads no source over a link that a builder put in its place, so that nobody learns of what only root may read. */
@Tag("root")
class ExchangedSourceTest extends OnAFakeRoot {
    private static final String MANIFEST =
            manifest("6.1.0-1", "foo=1.0").replace("ROOT/usr/src/foo-1.0", "ROOT/home/builder/foo");
    private static final String REFUSED = "ROOT/home/builder/foo: is a link that others than root can exchange, so root"
            + " does not follow it; name what it leads to";

    private Path source;

    @BeforeEach
    void aSourceInABuildersFolder() throws IOException {
        Path home = Files.createDirectories(root.root.resolve("home/builder"));
        Files.setAttribute(home, "unix:uid", 12345);
        source = home.resolve("foo");
        Files.move(root.root.resolve("usr/src/foo-1.0"), source);
    }

    private void exchange() throws IOException {
        Path roots = Files.move(source, root.root.resolve("usr/src/roots"));
        Files.createSymbolicLink(source, roots);
        Files.setAttribute(source, "unix:uid", 12345, LinkOption.NOFOLLOW_LINKS);
    }

    @Test
    void aBuildersFolderIsReadAndALinkInItsPlaceIsRefused() throws IOException {
        assertEquals(0, ckms(MANIFEST, "-D", "apply", "-"), err());
        Path record = root.state.own().resolve("built/foo@1.0@6.1.0-1-x86_64.json");
        String before = Files.readString(record);
        exchange();
        for (String command : new String[] {"plan", "apply"}) {
            assertEquals(1, ckms(MANIFEST, "-D", command, "-"));
            assertTrue(err().contains("error[not-followed]: " + REFUSED), err());
        }
        assertEquals(before, Files.readString(record));
    }

    @Test
    void soItIsWhereTheSourceIsTyped() throws IOException {
        exchange();
        assertEquals(1, ckms("", "add", "ROOT/home/builder/foo"));
        assertTrue(err().contains(REFUSED), err());
        assertFalse(Files.exists(root.state.root().resolve("foo")));
    }

    @Test
    void norIsItsRecipeReadOverALink() throws IOException {
        Path recipe = source.resolve("ckms.ini");
        Path roots = Files.writeString(root.root.resolve("secret"), "secret of root");
        Files.delete(recipe);
        Files.createSymbolicLink(recipe, roots);
        Files.setAttribute(source, "unix:uid", 12345);
        Files.writeString(root.root.resolve("m.yaml"), MANIFEST.replace("ROOT", root.root.toString()));
        for (String[] words :
                new String[][] {{"plan", "-"}, {"add", "ROOT/home/builder/foo"}, {"check", "ROOT/m.yaml"}}) {
            assertEquals(1, ckms(MANIFEST, words));
            assertTrue(err().contains("ROOT/home/builder/foo/ckms.ini: is a link that others than root"), err());
            assertFalse((out() + err()).contains("secret of root"), out() + err());
        }
    }
}
