package ckms.engine.store;

import ckms.engine.host.files.AtomicWrite;
import ckms.engine.host.files.Below;
import ckms.engine.inputs.Inputs;
import ckms.model.Cell;
import ckms.model.run.Failure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.Map;

/**
 * A build that failed in the compiler, and would fail again as long as its inputs are the same.
 *
 * @param inputs what it was made from
 */
public record FailedBuild(Failure failure, Inputs inputs) {
    private static final int LIMIT = 1 << 20;

    /**
     * Reads all failed builds on record; a damaged record is left out.
     *
     * @throws IOException if a record can't be read
     */
    public static Map<Cell, FailedBuild> all(StateDirectory state) throws IOException {
        Map<Cell, FailedBuild> all = new HashMap<>();
        Map<String, byte[]> files = new Below(state.root()).files(state.failuresName(), LIMIT);
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            StateDirectory.cell(file.getKey().replaceFirst("\\.json$", "")).ifPresent(cell -> {
                try {
                    String text = new String(file.getValue(), StandardCharsets.UTF_8);
                    all.put(cell, RecordJson.JSON.read(text, FailedBuild.class));
                } catch (IOException damaged) {
                    // Without a record the build is tried again.
                }
            });
        }
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
