package ckms.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** An installation that can't be finished: what each command says of it, and that all else goes on. */
class UnsettledCommandTest extends OnAFakeRoot {
    private static final String STUCK =
            "foo=1.0@6.1.0-1/x86_64: its installation below ROOT/lib/modules was interrupted"
                    + " and can't be finished or undone: ROOT/var/lib/ckms/foo/kernel-6.1.0-1-x86_64: is a folder in the place"
                    + " of a link of ckms; move it away; mend that, and the next command that changes anything settles it, or"
                    + " give it up with 'ckms -k 6.1.0-1 uninstall --force foo=1.0'";
    private static final String WARNING = "ckms: warning: " + STUCK + "\n";

    private Path folderInTheWay;

    @BeforeEach
    void aFolderIsInThePlaceOfTheLink() throws IOException {
        folderInTheWay = Files.createDirectories(root.root.resolve("var/lib/ckms/foo/kernel-6.1.0-1-x86_64"));
        assertEquals(4, ckms(manifest("[6.1.0-1, 6.6.0-1]", "foo=1.0"), "-D", "apply", "-"));
    }

    private Path module(String kernel, String name) {
        return root.modules().resolve(kernel + "/extra/" + name + ".ko");
    }

    @Test
    void theOtherKernelAndOtherPackagesGoOn() {
        assertTrue(Files.exists(module("6.6.0-1", "foo")));
        assertEquals(4, ckms(manifest("[6.1.0-1, 6.6.0-1]", "foo=1.0", "bar=1"), "-D", "apply", "-"));
        assertTrue(err().startsWith(WARNING), err());
        assertTrue(out().contains("blocked"), out());
        assertTrue(Files.exists(module("6.1.0-1", "bar")));
    }

    @Test
    void thePlanSaysWhatIsInTheWay() {
        assertEquals(4, ckms(manifest("[6.1.0-1]", "foo=1.0"), "plan", "-"));
        assertTrue(out().contains("its installation below ROOT/lib/modules was interrupted"), out());
    }

    @Test
    void itsVerbsAreRefusedAndThoseOfOthersAreNot() {
        assertEquals(1, ckms("", "-D", "-k", "6.1.0-1", "uninstall", "foo=1.0"));
        assertEquals(WARNING + "ckms: error: " + STUCK + "\n", err());
        assertEquals(1, ckms("", "-D", "-k", "6.1.0-1", "clean", "foo=1.0"));
        assertEquals(0, ckms("", "-D", "-k", "6.6.0-1", "uninstall", "foo=1.0"), err());
        assertEquals(0, ckms("", "-D", "add", "ROOT/usr/src/bar-1"), err());
    }

    @Test
    void doctorMendsWhatElseThereIs() throws IOException {
        Path half = write("lib/modules/6.1.0-1/extra/.bar.ko.ckms-new", "");
        assertEquals(4, ckms("", "doctor", "--fix"));
        assertEquals(WARNING, err());
        assertFalse(Files.exists(half));
        assertTrue(out().contains("deleted ROOT/lib/modules/6.1.0-1/extra/.bar.ko.ckms-new\n"), out());
        assertTrue(out().contains("moved ROOT/var/lib/ckms/foo/kernel-6.1.0-1-x86_64 away\n"), out());
        assertEquals(0, ckms("", "doctor", "--fix"));
        assertTrue(Files.isSymbolicLink(folderInTheWay), out());
    }

    @Test
    void onceTheFolderIsAwayTheNextCommandFinishesIt() throws IOException {
        Files.delete(folderInTheWay);
        assertEquals(0, ckms("", "doctor", "--fix"), err());
        assertTrue(out().startsWith("finished or undid what was interrupted\n"), out());
        assertTrue(Files.isSymbolicLink(folderInTheWay));
        assertEquals(0, ckms(manifest("[6.1.0-1, 6.6.0-1]", "foo=1.0"), "plan", "-"), err());
    }

    @Test
    void aFolderWhereLinksAreMadeIsInNobodysWay() throws IOException {
        write("var/lib/ckms/.ckms/new-link/file", "somebody's");
        assertEquals(0, ckms(manifest("[6.6.0-1]", "bar=1"), "-D", "apply", "-"), err());
        assertTrue(Files.exists(root.root.resolve("var/lib/ckms/.ckms/new-link/file")));
    }

    @Tag("root")
    @Test
    void whereOthersCouldExchangeFoldersRootPlansNoInstallation() throws IOException {
        Path modules = root.modules();
        Files.setAttribute(modules, "unix:uid", 12345);
        for (String command : List.of("plan", "apply")) {
            assertEquals(1, ckms(manifest("[6.6.0-1]", "bar=1"), "-D", command, "-"));
            assertTrue(err().contains("ckms: error: ROOT/lib/modules: must be root's"), err());
        }
        assertFalse(Files.exists(root.state.root().resolve("bar")));
        assertEquals(4, ckms("", "doctor"));
        assertTrue(out().contains("ROOT/lib/modules  others than root may write to it"), out());
    }
}
