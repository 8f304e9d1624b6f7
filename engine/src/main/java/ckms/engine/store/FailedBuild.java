package ckms.engine.store;

import ckms.engine.host.files.AtomicWrite;
import ckms.engine.inputs.Inputs;
import ckms.model.Cell;
import ckms.model.run.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A build that failed in the compiler, and would fail again as long as its inputs are the same.
 *
 * @param inputs what it was made from
 */
public record FailedBuild(Failure failure, Inputs inputs) {
    /** How the records of failed builds are read. */
    static final RecordKind<FailedBuild> KIND = RecordKind.ofCells(Set.of(".json"), 1 << 20, FailedBuild.class);

    static RecordFiles<FailedBuild> files(StateDirectory state) {
        return new RecordFiles<>(state.root(), state.failuresName(), KIND);
    }

    /**
     * Reads all failed builds on record. Without its record a build is tried again.
     *
     * @param faults hears which records can't be read
     */
    public static Map<Cell, FailedBuild> all(StateDirectory state, Consumer<Fault> faults) {
        RecordFiles.Found<FailedBuild> found = files(state).all();
        found.faults().forEach(faults);
        Map<Cell, FailedBuild> all = new HashMap<>();
        found.values().forEach((name, failed) -> RecordKind.cell(name).ifPresent(cell -> all.put(cell, failed)));
        return all;
    }

    /**
     * Writes this as the record of a cell.
     *
     * @throws IOException if it can't be written
     */
    public void write(StateDirectory state, Cell cell) throws IOException {
        AtomicWrite.text(state.root().resolve(state.failureName(cell)), RecordJson.JSON.pretty(this));
    }

    /**
     * Deletes the record that the build of a cell failed, if there is one.
     *
     * @throws IOException if it can't be deleted
     */
    public static void forget(StateDirectory state, Cell cell) throws IOException {
        Files.deleteIfExists(state.root().resolve(state.failureName(cell)));
    }
}
