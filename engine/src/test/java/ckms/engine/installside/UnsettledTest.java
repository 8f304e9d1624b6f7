package ckms.engine.installside;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ckms.engine.fixture.FakeRoot;
import ckms.engine.kernel.module.Compression;
import ckms.engine.store.Settlement;
import ckms.model.Cell;
import ckms.model.PackageId;
import ckms.model.recipe.Condition;
import ckms.model.recipe.KernelModule;
import ckms.model.run.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Copies that are gone or damaged, and what was interrupted and can't be finished: it concerns its cell alone. */
class UnsettledTest extends InstallerFixture {
    private static final PackageId OTHER = new PackageId("other", "1");
    private static final String GIVES_UP = "'ckms -k 6.1.0-1 uninstall --force foo=1.0'";

    private Path own() throws IOException {
        Path own = destdir.resolve(BOTH.get(0));
        Files.createDirectories(own.getParent());
        return Files.exists(own) ? own : Files.writeString(own, "the kernel's own");
    }

    /** Installs foo in the place of a file, and finds the copy of that. */
    private Path displaced() throws IOException, InterruptedException {
        own();
        InstalledFile original =
                new Destination(destdir, false).look(BOTH.get(0)).orElseThrow();
        install(FakeRoot.FOO);
        return root.records().copies().of(FakeRoot.CELL, original);
    }

    /** Makes the intent of an uninstallation that was killed as soon as it was written. */
    private void beginUninstallation() throws IOException {
        Inventory inventory = root.records().inventory(FakeRoot.CELL).orElseThrow();
        root.records().intents().write(new Intent("u", FakeRoot.CELL, false, destdir, List.of(), inventory.files()));
    }

    private Outcome.Changed byForce() throws IOException {
        return assertInstanceOf(Outcome.Changed.class, installer(side).uninstall(uninstallation(FakeRoot.FOO, true)));
    }

    @Test
    void aCopyThatIsGoneIsToldBeforeAnythingIsDeleted() throws IOException, InterruptedException {
        Path kept = displaced();
        Files.delete(kept);
        assertEquals(
                destdir.resolve(BOTH.get(0)) + " was there before and can't be put back, since its copy " + kept
                        + " is gone; bring the copy back, or go without it: " + GIVES_UP,
                failure(uninstall(FakeRoot.FOO)));
        assertEquals(BOTH, installed());
        assertTrue(isLinked());
        assertEquals(List.of(), root.records().intents().all());
    }

    @Test
    void aDamagedCopyIsToldAndNeverPutBack() throws IOException, InterruptedException {
        Path kept = displaced();
        Files.writeString(kept, "damaged");
        String sentence = failure(uninstall(FakeRoot.FOO));
        assertTrue(sentence.contains(kept + " is damaged: its digest is no longer its name; bring"), sentence);
        assertEquals(BOTH, installed());
        Outcome.Changed forced = byForce();
        assertTrue(forced.detail().contains(kept + " is damaged"), forced.detail());
        assertEquals(List.of(), installed());
        assertEquals("damaged", Files.readString(kept));
    }

    @Test
    void aCopyDoesNotMatterWhereItsPlaceIsTaken() throws IOException, InterruptedException {
        Path kept = displaced();
        Files.delete(kept);
        Files.writeString(destdir.resolve(BOTH.get(0)), "changed");
        assertInstanceOf(Outcome.Changed.class, uninstall(FakeRoot.FOO));
        assertEquals(List.of(BOTH.get(0)), installed());
    }

    @Test
    void aDamagedCopyIsReplacedWhenTheSameFileMakesRoomAgain() throws IOException, InterruptedException {
        Path kept = displaced();
        uninstall(FakeRoot.FOO);
        Files.createDirectories(kept.getParent());
        Files.writeString(kept, "damaged");
        install(FakeRoot.FOO);
        assertEquals("the kernel's own", Files.readString(kept));
    }

    @Test
    void whatCannotBeFinishedIsToldWithItsReasonAndConcernsItsCellAlone() throws IOException, InterruptedException {
        Path kept = displaced();
        beginUninstallation();
        Files.delete(kept);
        Settlement settlement = installer(side).recover();
        assertEquals(0, settlement.settled());
        assertEquals(
                List.of(FakeRoot.CELL + ": its uninstallation below " + destdir
                        + " was interrupted and can't be finished or undone: " + destdir.resolve(BOTH.get(0))
                        + " was there before and can't be put back, since its copy " + kept
                        + " is gone; mend that, and the next command that changes anything settles it, or give it up"
                        + " with " + GIVES_UP),
                settlement.told());
        assertEquals(BOTH, installed());
        assertEquals(settlement.told().get(0), failure(install(FakeRoot.FOO)));
        assertEquals(settlement.told().get(0), failure(uninstall(FakeRoot.FOO)));
        build(OTHER);
        var module = new KernelModule("other", Path.of(""), Path.of("extra"), Condition.Fixed.NO, Condition.Fixed.YES);
        assertInstanceOf(Outcome.Changed.class, installer(side).install(order(OTHER, Compression.NONE, module)));
    }

    @Test
    void onceItIsMendedTheNextWriterFinishesIt() throws IOException, InterruptedException {
        Path kept = displaced();
        beginUninstallation();
        Files.move(kept, folder.resolve("away"));
        installer(side).recover();
        assertEquals(1, root.records().intents().unsettled().size());
        Files.createDirectories(kept.getParent());
        Files.move(folder.resolve("away"), kept);
        assertEquals(
                new Settlement(1, List.of(FakeRoot.CELL + ": put back " + own())),
                installer(side).recover());
        assertEquals("the kernel's own", Files.readString(own()));
        assertEquals(List.of(), root.records().intents().unsettled());
        assertEquals(List.of(), root.records().intents().all());
    }

    @Test
    void whatCannotBeFinishedIsGivenUpByForce() throws IOException, InterruptedException {
        Path kept = displaced();
        beginUninstallation();
        Files.writeString(kept, "damaged");
        installer(side).recover();
        assertTrue(byForce().detail().contains(kept + " is damaged"));
        assertEquals(List.of(), installed());
        assertEquals("damaged", Files.readString(kept));
        assertEquals(List.of(), root.records().intents().all());
        assertEquals(List.of(), root.records().intents().unsettled());
    }

    @Test
    void aFolderInThePlaceOfTheLinkIsNamedAndOnceItIsGoneTheInstallationIsFinished()
            throws IOException, InterruptedException {
        Path link = Files.createDirectories(root.state.link(FakeRoot.CELL));
        IOException first = assertThrows(IOException.class, () -> install(FakeRoot.FOO));
        assertTrue(first.getMessage().startsWith(link + ": is a folder in the place of a link"), first.getMessage());
        assertEquals(1, root.records().intents().unsettled().size(), "noted at once, for those who only look");
        Settlement settlement = installer(side).recover();
        assertTrue(settlement.told().get(0).contains(link + ": is a folder"), settlement.toString());
        Files.delete(link);
        assertEquals(new Settlement(1, List.of()), installer(side).recover());
        assertTrue(isLinked());
        assertEquals(BOTH, installed());
    }

    @Test
    void anInstallationIsNotUndoneWithADamagedCopy() throws IOException, InterruptedException {
        Path own = own();
        var destination = new Destination(destdir, false);
        InstalledFile before = destination.look(BOTH.get(0)).orElseThrow();
        root.records().intents().write(new Intent("t", FakeRoot.CELL, true, destdir, BOTH, List.of(before)));
        root.records().copies().keep(FakeRoot.CELL, before, destination);
        Path kept = root.records().copies().of(FakeRoot.CELL, before);
        Files.writeString(own, "half");
        Files.writeString(kept, "damaged");
        Settlement settlement = installer(side).recover();
        assertTrue(settlement.told().get(0).contains(kept + " is damaged"), settlement.toString());
        assertEquals("half", Files.readString(own), "nothing changed");
        byForce();
        assertEquals("damaged", Files.readString(kept));
        assertEquals(List.of(), root.records().intents().all());
    }

    @Test
    void aFileThatChangedBeforeItsCopyWasKeptIsLeftAndTold() throws IOException, InterruptedException {
        Path own = own();
        InstalledFile before = new Destination(destdir, false).look(BOTH.get(0)).orElseThrow();
        root.records().intents().write(new Intent("t", FakeRoot.CELL, true, destdir, BOTH, List.of(before)));
        Files.writeString(own, "another one");
        Settlement settlement = installer(side).recover();
        assertEquals(1, settlement.settled());
        assertTrue(settlement.told().get(0).contains("can't be put back"), settlement.toString());
        assertEquals("another one", Files.readString(own));
    }

    @Test
    void aRecordThatCannotBeReadKeepsNoOtherFromBeingSettled() throws IOException, InterruptedException {
        install(FakeRoot.FOO);
        beginUninstallation();
        Path bars = root.records().root().resolve("installed/bar@6.1.0-1-x86_64.json");
        Files.writeString(bars, "{");
        var bar = new Cell(new PackageId("bar", "1"), FakeRoot.KERNEL);
        root.records().intents().write(new Intent("b", bar, false, destdir, List.of(), List.of()));
        Settlement settlement = installer(side).recover();
        assertEquals(1, settlement.settled());
        assertTrue(settlement.told().get(0).startsWith(bar + ": its uninstallation"), settlement.toString());
        assertEquals(List.of(), installed());
        assertFalse(isLinked());
    }
}
