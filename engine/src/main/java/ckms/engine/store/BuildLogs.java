package ckms.engine.store;

import ckms.engine.host.files.Below;
import ckms.model.Cell;
import ckms.model.recipe.Hook;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The logs of builds: of the last attempt, which lies in the stage where it failed, or else with what was built. */
public final class BuildLogs {
    private static final String SUFFIX = ".log";

    private final StateDirectory state;

    /** Those in that directory. */
    public BuildLogs(StateDirectory state) {
        this.state = state;
    }

    /** The cells of which builds failed, or were ended, so that their stages are there. */
    public Set<Cell> staged() throws IOException {
        Set<Cell> cells = new HashSet<>();
        if (Files.isDirectory(state.stages(), LinkOption.NOFOLLOW_LINKS)) {
            try (DirectoryStream<Path> stages = Files.newDirectoryStream(state.stages())) {
                for (Path stage : stages) {
                    StateDirectory.cell(stage.getFileName().toString()).ifPresent(cells::add);
                }
            }
        }
        return cells;
    }

    /** The logs of a cell's last build, in the order in which they were written; none where there are none. */
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

    /** Copies a log; an error where it is gone meanwhile, or no file any more. */
    public void copy(Path log, OutputStream out) throws IOException {
        new Below(state.root()).read(state.root().relativize(log), in -> in.transferTo(out));
    }
}
