package ckms.engine.store;

import ckms.engine.host.files.Below;
import ckms.engine.host.files.Entries;
import ckms.model.Cell;
import ckms.model.recipe.Hook;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The logs of each cell's last build: in the stage if the build failed, or else with what was built. */
public final class BuildLogs {
    private static final String SUFFIX = ".log";

    private final StateDirectory state;

    /** Makes a reader of the logs in a state directory. */
    public BuildLogs(StateDirectory state) {
        this.state = state;
    }

    /**
     * Lists the cells that have a stage, because their build failed, was ended, or still runs.
     *
     * @throws IOException if the folder of stages can't be read
     */
    public Set<Cell> staged() throws IOException {
        Set<Cell> cells = new HashSet<>();
        for (Path stage : Entries.of(state.stages())) {
            StateDirectory.cell(stage.getFileName().toString()).ifPresent(cells::add);
        }
        return cells;
    }

    /** Lists the logs of a cell's last build, in the order in which they were written; empty if there are none. */
    public List<Path> of(Cell cell) {
        for (Path built : List.of(state.stage(cell).built(cell), state.built(cell))) {
            var logs = new ArrayList<Path>();
            for (Hook hook : Hook.values()) {
                Path log = built.resolve("logs").resolve(hook.option() + SUFFIX);
                if (Files.isRegularFile(log, LinkOption.NOFOLLOW_LINKS)) {
                    logs.add(log);
                }
            }
            if (!logs.isEmpty()) {
                return logs;
            }
        }
        return List.of();
    }

    /**
     * Copies a log to a stream.
     *
     * @throws IOException if the log no longer exists, is no regular file, or can't be read, or the stream can't be
     *     written
     */
    public void copy(Path log, OutputStream out) throws IOException {
        new Below(state.root()).read(state.root().relativize(log), in -> in.transferTo(out));
    }
}
