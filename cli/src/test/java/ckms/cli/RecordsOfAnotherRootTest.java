package ckms.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ckms.engine.fixture.FakeRoot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What is on record as installed below {@code --root} is named by that root's own paths. */
class RecordsOfAnotherRootTest extends OnAFakeRoot {
    private static final String KERNEL = "6.1.0-1";

    private void installFoo(String... options) {
        assertEquals(0, ckms("", "add", "ROOT/usr/src/foo-1.0"), err());
        assertEquals(0, ckms("", "-k", KERNEL, "build", "foo=1.0"), err());
        String[] words = new String[options.length + 5];
        System.arraycopy(options, 0, words, 0, options.length);
        System.arraycopy(new String[] {"-D", "-k", KERNEL, "install", "foo=1.0"}, 0, words, options.length, 5);
        assertEquals(0, ckms("", words), err());
    }

    private Path record() {
        return root.state.own().resolve("installed/foo@" + KERNEL + "-x86_64.json");
    }

    private Path module() {
        return root.modules().resolve(KERNEL + "/extra/foo.ko");
    }

    private void uninstalls() {
        assertTrue(Files.exists(module()));
        assertEquals(0, ckms("", "-D", "-k", KERNEL, "uninstall", "foo=1.0"), err());
        assertFalse(Files.exists(module()));
    }

    @Test
    void theRecordNamesAPathOfTheRoot() throws IOException {
        installFoo();
        assertTrue(Files.readString(record()).contains("\"destdir\" : \"/lib/modules\""), Files.readString(record()));
        uninstalls();
    }

    @Test
    void soItDoesWhereALinkLeadsToTheFolderOfModules() throws IOException {
        Files.createDirectories(root.root.resolve("usr"));
        Files.move(root.root.resolve("lib"), root.root.resolve("usr/lib"));
        Files.createSymbolicLink(root.root.resolve("lib"), Path.of("/usr/lib"));
        root = new FakeRoot(root.root);
        installFoo();
        assertTrue(Files.readString(record()).contains("\"destdir\" : \"/lib/modules\""), Files.readString(record()));
        uninstalls();
        Files.delete(root.root.resolve("lib"));
    }

    @Test
    void aRootThatWasMovedKeepsItsRecords() throws IOException {
        Path first = Files.createDirectory(folder.resolve("first"));
        for (String part : new String[] {"bin", "lib", "usr", "var"}) {
            Files.move(folder.resolve(part), first.resolve(part));
        }
        root = new FakeRoot(first);
        installFoo();
        root = new FakeRoot(Files.move(first, folder.resolve("second")));
        uninstalls();
    }

    @Test
    void aRecordFromBeforeThatNamesAPathOfTheHostHolds() throws IOException {
        installFoo();
        Files.writeString(
                record(),
                Files.readString(record()).replace("\"/lib/modules\"", "\"" + root.root.resolve("lib/modules") + "\""));
        uninstalls();
    }

    @Test
    void aDestinationOutsideOfTheRootIsOnRecordToo() throws IOException {
        Path outside = Files.createTempDirectory("outside-").toRealPath();
        installFoo("-d", outside.toString());
        Path module = outside.resolve(KERNEL + "/extra/foo.ko");
        assertTrue(Files.exists(module));
        assertEquals(1, ckms("", "-k", KERNEL, "uninstall", "foo=1.0"));
        assertTrue(err().contains("'ckms -d " + outside + " -k " + KERNEL + " uninstall foo=1.0'"), err());
        assertEquals(0, ckms("", "-d", outside.toString(), "-k", KERNEL, "uninstall", "foo=1.0"), err());
        assertFalse(Files.exists(module));
        Files.delete(outside);
    }
}
