package ckms.engine.installside;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ckms.engine.fixture.FakeRoot;
import ckms.engine.host.files.Entries;
import ckms.engine.host.files.Tree;
import ckms.engine.inputs.Inputs;
import ckms.engine.store.BuildRecord;
import ckms.engine.store.Fault;
import ckms.engine.store.StateDirectory;
import ckms.model.Cell;
import ckms.model.Owner;
import ckms.model.PackageId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
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
        notes = new BuildNotes(root.state, Optional.of(root.root));
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
    void aNoteStaysWhenItsBuildIsGoneAndGoesWithItsKernelOrPackage() throws IOException {
        notes.retain(Set.of(CELL.kernel().release()));
        assertFalse(notes.isMissing(CELL));
        notes.retain(Set.of("9.9.9-1"));
        assertTrue(notes.isMissing(CELL));
        notes.write(new BuildNote(CELL, MODULES, false));
        notes.forget(new PackageId(CELL.pkg().name(), "other"));
        assertFalse(notes.isMissing(CELL));
        notes.forget(CELL.pkg());
        assertTrue(notes.isMissing(CELL));
    }

    @Test
    void ofTooManyNotesTheOldestGo() throws IOException {
        Files.setLastModifiedTime(kept.resolve(StateDirectory.fileName(CELL) + ".json"), FileTime.fromMillis(0));
        for (int i = 0; i < 1000; i++) {
            var cell = new Cell(new PackageId("many", "" + i), CELL.kernel());
            Files.writeString(kept.resolve(StateDirectory.fileName(cell) + ".json"), "");
        }
        notes.retain(Set.of(CELL.kernel().release()));
        assertTrue(notes.isMissing(CELL));
        assertEquals(1000, Entries.of(kept).size());
    }

    @Test
    void onlyWhatWasCompiledForRootMayBeBroughtBack() throws IOException {
        assertEquals(Optional.of(Set.of()), notes.compiled(CELL, false));
        notes.addCompiled(new BuildNote(CELL, MODULES, false));
        var signed = Map.of("a.ko", "3", "b.ko", "4");
        notes.addCompiled(new BuildNote(CELL, signed, true));
        notes.forget(CELL);
        assertEquals(Optional.of(Set.of(MODULES)), notes.compiled(CELL, false));
        assertEquals(Optional.of(Set.of(signed)), notes.compiled(CELL, true));
    }

    @Test
    void ofTooManyBuildsOfACellTheFirstAreForgotten() throws IOException {
        for (int i = 0; i <= CompiledBuilds.MOST; i++) {
            notes.addCompiled(new BuildNote(CELL, Map.of("a.ko", "" + i), false));
        }
        Set<Map<String, String>> known = notes.compiled(CELL, false).orElseThrow();
        assertEquals(CompiledBuilds.MOST, known.size());
        assertFalse(known.contains(Map.of("a.ko", "0")));
    }

    @Test
    void soAreThoseOfAPackageOfVeryManyModules() throws IOException {
        Set<Map<String, String>> all = new HashSet<>();
        for (int i = 0; i < CompiledBuilds.MOST; i++) {
            var modules = new HashMap<String, String>();
            for (int module = 0; module < 3000; module++) {
                modules.put("module/" + module + ".ko", ("" + i).repeat(64));
            }
            notes.addCompiled(new BuildNote(CELL, modules, false));
            all.add(modules);
        }
        assertEquals(all, notes.compiled(CELL, false).orElseThrow());
    }

    @Test
    void whatWasCompiledIsForgottenWithItsKernelOrPackage() throws IOException {
        notes.addCompiled(new BuildNote(CELL, MODULES, false));
        Files.createDirectories(root.state.version(CELL.pkg()));
        notes.retain(Set.of(CELL.kernel().release()));
        assertEquals(Optional.of(Set.of(MODULES)), notes.compiled(CELL, false));
        Tree.remove(root.state.version(CELL.pkg()));
        notes.retain(Set.of(CELL.kernel().release()));
        assertEquals(Optional.of(Set.of()), notes.compiled(CELL, false));
    }

    @Test
    void aDamagedNoteOnWhatWasCompiledIsNoneAndIsNamed() throws IOException {
        notes.addCompiled(new BuildNote(CELL, MODULES, false));
        Path file = root.root.resolve("compiled").resolve(StateDirectory.fileName(CELL) + ".json");
        Files.writeString(file, "{}");
        assertEquals(Optional.of(Set.of()), notes.compiled(CELL, false));
        assertEquals(
                List.of(file),
                BuildNotes.files(root.root).stream()
                        .flatMap(files -> files.all().faults().stream())
                        .map(Fault::path)
                        .toList());
    }

    @Test
    void whoWorksOnHisOwnKeepsNone() throws IOException {
        BuildNotes none = BuildNotes.of(root.host, root.state);
        none.write(new BuildNote(CELL, MODULES, false));
        assertFalse(none.isMissing(CELL));
        assertEquals(Optional.empty(), none.compiled(CELL, false));
        assertEquals(Optional.empty(), none.complaint(CELL, Optional.empty()));
        assertEquals(Set.of(), none.changed(Map.of()));
    }
}
