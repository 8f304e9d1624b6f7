package ckms.engine.installside;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ckms.engine.fixture.FakeRoot;
import ckms.engine.inputs.Inputs;
import ckms.engine.store.BuildRecord;
import ckms.model.Cell;
import ckms.model.Owner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BuildNotesTest {
    private static final Cell CELL = FakeRoot.CELL;
    private static final Map<String, String> MODULES = Map.of("a.ko", "1", "b.ko", "2");

    @TempDir
    Path folder;

    private FakeRoot root;
    private Path kept;
    private BuildNotes notes;

    @BeforeEach
    void aNote() throws IOException {
        root = new FakeRoot(folder);
        kept = root.root.resolve("heard");
        notes = new BuildNotes(root.state, Optional.of(kept));
        notes.write(new BuildNote(CELL, MODULES, false));
    }

    private static BuildRecord record(Map<String, String> modules) {
        return new BuildRecord("", Owner.NONE, modules, Inputs.NONE, false);
    }

    private String complaint(Map<String, String> modules) throws IOException {
        return notes.complaint(CELL, Optional.of(record(modules))).orElse("");
    }

    @Test
    void theSameModulesAreWell() throws IOException {
        assertEquals("", complaint(MODULES));
        assertEquals(Set.of(), notes.changed(Map.of(CELL, record(MODULES))));
    }

    @Test
    void aModuleThatIsAnotherIsMoreOrIsLessIsNamed() throws IOException {
        assertEquals(
                "b.ko of " + CELL + " changed since root had it built; build it again, with 'ckms apply', or first"
                        + " 'ckms -k " + CELL.kernel().release() + " clean " + CELL.pkg() + "'",
                complaint(Map.of("a.ko", "1", "b.ko", "3")));
        assertTrue(complaint(Map.of("a.ko", "1")).startsWith("b.ko of "));
        assertTrue(complaint(Map.of("a.ko", "1", "b.ko", "2", "c.ko", "3")).startsWith("c.ko of "));
        assertEquals(Set.of(CELL), notes.changed(Map.of(CELL, record(Map.of("a.ko", "1")))));
    }

    @Test
    void withoutARecordItIsAnotherBuild() throws IOException {
        assertTrue(notes.complaint(CELL, Optional.empty()).isPresent());
        assertEquals(Set.of(CELL), notes.changed(Map.of()));
    }

    @Test
    void aDamagedNoteIsNamedAndHasTheCellBuiltAgain() throws IOException {
        Path file;
        try (var all = Files.list(kept)) {
            file = all.findFirst().orElseThrow();
        }
        Files.writeString(file, "{}");
        String sentence =
                assertThrows(IOException.class, () -> complaint(MODULES)).getMessage();
        assertTrue(sentence.startsWith(file + ": is damaged: "), sentence);
        assertEquals(Set.of(CELL), notes.changed(Map.of(CELL, record(MODULES))));
    }

    @Test
    void whatIsDroppedIsNoLongerKnown() throws IOException {
        assertFalse(notes.isMissing(CELL));
        notes.forget(CELL);
        assertTrue(notes.isMissing(CELL));
        assertEquals("", complaint(Map.of()));
    }

    @Test
    void onlyNotesOnWhatIsBuiltAreRetained() throws IOException {
        Files.createDirectories(root.state.built(CELL));
        notes.retainBuilt();
        assertFalse(notes.isMissing(CELL));
        Files.delete(root.state.built(CELL));
        notes.retainBuilt();
        assertTrue(notes.isMissing(CELL));
    }

    @Test
    void whoWorksOnHisOwnKeepsNone() throws IOException {
        BuildNotes none = BuildNotes.of(root.host, root.state);
        none.write(new BuildNote(CELL, MODULES, false));
        assertFalse(none.isMissing(CELL));
        assertEquals(Optional.empty(), none.complaint(CELL, Optional.empty()));
        assertEquals(Set.of(), none.changed(Map.of()));
    }
}
