package ckms.engine.installside;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ckms.engine.fixture.FakeRoot;
import ckms.engine.host.Roots;
import ckms.engine.host.files.Digest;
import ckms.model.Cell;
import ckms.model.Owner;
import ckms.model.PackageId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who owns which file: read once, and kept up to date. */
class OwnedFilesTest {
    private static final Path DESTDIR = Path.of("/lib/modules");
    private static final Cell FOO = FakeRoot.CELL;
    private static final Cell BAR = new Cell(new PackageId("bar", "1"), FakeRoot.KERNEL);

    @TempDir
    Path folder;

    private Records records;
    private OwnedFiles owned;

    @BeforeEach
    void fooIsOnRecord() throws IOException {
        records = new Records(folder, Roots.HOST);
        records.write(inventory(FOO, "foo.ko"));
        owned = new OwnedFiles(records);
    }

    private static Inventory inventory(Cell cell, String... files) {
        List<InstalledFile> installed = List.of(files).stream()
                .map(file -> new InstalledFile(file, Digest.of(file)))
                .toList();
        return new Inventory("t", cell, Owner.NONE, DESTDIR, false, installed, Map.of(), Map.of(), List.of());
    }

    private static Path file(String name) {
        return DESTDIR.resolve(name);
    }

    @Test
    void aFileIsItsPackagesBelowItsDestinationAlone() throws IOException {
        assertEquals(Optional.of(FOO), owned.owner(file("foo.ko")));
        assertEquals(Optional.of(FOO), owned.owner(file("foo.ko"), "bar"));
        assertEquals(Optional.empty(), owned.owner(file("foo.ko"), "foo"));
        assertEquals(Optional.empty(), owned.owner(Path.of("/elsewhere/foo.ko")));
    }

    @Test
    void whatIsWrittenAndForgottenIsNotedAndNotReadAgain() throws IOException {
        owned.owner(file("foo.ko"));
        records.write(inventory(BAR, "unheard.ko"));
        assertEquals(Optional.empty(), owned.owner(file("unheard.ko")), "read once");
        owned.note(inventory(BAR, "bar.ko"));
        assertEquals(Optional.of(BAR), owned.owner(file("bar.ko")));
        owned.note(inventory(BAR, "moved.ko"));
        assertEquals(Optional.empty(), owned.owner(file("bar.ko")));
        assertEquals(Optional.of(BAR), owned.owner(file("moved.ko")));
        owned.forget(FOO);
        assertEquals(Optional.empty(), owned.owner(file("foo.ko")));
        assertEquals(List.of(inventory(BAR, "moved.ko")), owned.inventories());
    }

    @Test
    void aFileOfTwoIsStillTheOthersWhenOneGoes() throws IOException {
        owned.note(inventory(BAR, "foo.ko"));
        owned.owner(file("foo.ko"));
        owned.note(inventory(BAR, "foo.ko"));
        owned.forget(FOO);
        assertEquals(Optional.of(BAR), owned.owner(file("foo.ko")));
    }

    @Test
    void whatCouldNotBeUndoneMayNotBeTakenByAnother() throws IOException {
        records.intents().write(new Intent("t", BAR, true, DESTDIR, List.of("bar.ko"), List.of()));
        assertEquals(Optional.of(BAR), owned.owner(file("bar.ko"), "foo"));
    }
}
