package ckms.engine.report.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ckms.engine.fixture.FakeRoot;
import ckms.engine.fixture.Silent;
import ckms.engine.fixture.Steps;
import ckms.engine.host.files.Scratch;
import ckms.engine.reconcile.Repairs;
import ckms.engine.reconcile.Session;
import ckms.model.Machine;
import ckms.model.plan.Plan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the doctor finds of a killed writer's, and of the copies of what made room, where foo=1.0 displaced a module. */
class KilledWriterTest {
    private static final String FOO = FakeRoot.CELL.toString();

    @TempDir
    Path folder;

    private FakeRoot root;
    private Path kept;

    @BeforeEach
    void fooDisplacedAModule() throws IOException, InterruptedException {
        root = new FakeRoot(folder);
        root.addKernel(FakeRoot.KERNEL);
        write(root.modules().resolve("6.1.0-1/extra/foo.ko"), "the kernel's own");
        Path source = root.addSource(FakeRoot.FOO, FakeRoot.COPIES, FakeRoot.KERNEL);
        root.run(Steps.add(FakeRoot.FOO, source), Steps.build(FakeRoot.CELL), Steps.install(FakeRoot.CELL));
        try (var copies = Files.list(displaced())) {
            kept = copies.findFirst().orElseThrow();
        }
    }

    private Path displaced() {
        return root.state.own().resolve("displaced/foo@6.1.0-1-x86_64");
    }

    private static Path write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    private List<String> found(FindingKind kind) throws IOException, InterruptedException {
        return new Doctor(root.host, root.settings(), Machine.running(FakeRoot.OTHER_KERNEL))
                .examine().findings().stream()
                        .filter(finding -> finding.kind() == kind)
                        .map(finding -> finding.subject() + ": " + finding.what())
                        .toList();
    }

    private void fix() throws IOException, InterruptedException {
        try (Session session = root.session()) {
            Repairs repairs = new Doctor(root.host, root.settings(), Machine.running(FakeRoot.OTHER_KERNEL))
                    .examineWithin()
                    .repairs();
            session.mend(repairs);
        }
    }

    @Test
    void aGoodCopyIsNoFinding() throws IOException, InterruptedException {
        assertEquals(List.of(), found(FindingKind.DAMAGED_COPY));
    }

    @Test
    void aCopyThatIsGoneOrDamagedIsNamed() throws IOException, InterruptedException {
        Files.writeString(kept, "damaged");
        assertEquals(List.of(kept + ": is damaged: its digest is no longer its name"), found(FindingKind.DAMAGED_COPY));
        Files.delete(kept);
        assertEquals(List.of(kept + ": is gone"), found(FindingKind.DAMAGED_COPY));
    }

    @Test
    void whatIsHalfWrittenIsNamedAndMendedAndItsLikeStays() throws IOException, InterruptedException {
        List<Path> half = List.of(
                displaced().resolve(".0123.ckms-new"),
                root.state.own().resolve("installed/.foo@6.1.0-1-x86_64.json.ckms-new"),
                root.state.own().resolve("unsettled/.foo@6.1.0-1-x86_64.txt.ckms-new"),
                root.state.version(FakeRoot.FOO).resolve(".ckms.ini.ckms-new"),
                root.modules().resolve("6.1.0-1/ckms-disable/foo/.1.0.ckms-new"));
        Path like = write(displaced().resolve("x.ckms-new"), "");
        for (Path file : half) {
            write(file, "");
        }
        assertEquals(
                half.stream()
                        .map(file -> file + ": left half written by ckms")
                        .sorted()
                        .toList(),
                found(FindingKind.TEMPORARY_FILE));
        fix();
        half.forEach(file -> assertFalse(Files.exists(file), file.toString()));
        assertTrue(Files.exists(like));
        assertTrue(Files.exists(kept));
        assertEquals(List.of(), found(FindingKind.TEMPORARY_FILE));
    }

    @Test
    void gcRemovesItToo() throws IOException, InterruptedException {
        Path half = write(displaced().resolve(".0123.ckms-new"), "");
        Path own = write(root.state.own().resolve("built/.foo.json.ckms-new"), "");
        try (Session session = root.session()) {
            Plan plan = root.reconciler().collect().orElseThrow();
            assertTrue(session.run(plan, new Silent()).succeeded());
        }
        assertFalse(Files.exists(half));
        assertFalse(Files.exists(own));
        assertTrue(Files.exists(kept));
    }

    @Test
    void aScratchFolderThatIsOlderThanADayIsLeftOver() throws IOException {
        int user = (Integer) Files.getAttribute(folder, "unix:uid");
        Path scratch = Scratch.folder();
        try {
            assertFalse(Scratch.leftOver(user).contains(scratch), "it may be in use");
            Files.setLastModifiedTime(scratch, FileTime.from(Instant.now().minus(Duration.ofDays(2))));
            assertTrue(Scratch.leftOver(user).contains(scratch));
            assertFalse(Scratch.leftOver(user + 1).contains(scratch));
        } finally {
            Files.delete(scratch);
        }
    }

    @Test
    void whatCannotBeFinishedIsNamedWithItsReasonAndIsFinishedOnceThatIsMovedAway()
            throws IOException, InterruptedException {
        Path link = root.state.link(FakeRoot.CELL);
        Files.delete(link);
        Files.createDirectories(link);
        root.run(Steps.install(FakeRoot.CELL));
        String what = ": its installation below " + root.modules()
                + " was interrupted and can't be finished or undone: " + link
                + ": is a folder in the place of a link of ckms; move it away";
        assertEquals(List.of(FOO + what), found(FindingKind.INTERRUPTED_INSTALL));
        Finding finding = new Doctor(root.host, root.settings(), Machine.running(FakeRoot.OTHER_KERNEL))
                .examine().findings().stream()
                        .filter(one -> one.kind() == FindingKind.INTERRUPTED_INSTALL)
                        .findFirst()
                        .orElseThrow();
        assertFalse(finding.isSafe());
        fix();
        fix();
        assertEquals(List.of(), found(FindingKind.INTERRUPTED_INSTALL));
        assertTrue(Files.isSymbolicLink(link));
    }
}
