package ckms.engine.buildside;

import ckms.engine.host.files.Entries;
import ckms.engine.host.files.Tree;
import ckms.engine.store.BuildLogs;
import ckms.engine.store.StateDirectory;
import ckms.engine.store.UnfinishedFiles;
import ckms.engine.store.cache.ResultCache;
import ckms.model.Cell;
import ckms.model.run.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/**
 * Removes files of ckms that are no longer needed: results of earlier builds, stages, logs and records of failures.
 */
final class Leftovers {
    private final StateDirectory state;
    private final ResultCache results;
    private final PackageLinks links;

    Leftovers(StateDirectory state, ResultCache results, PackageLinks links) {
        this.state = state;
        this.results = results;
        this.links = links;
    }

    Outcome remove(Set<String> releases, long cacheBytes) throws IOException {
        int cached = results.retain(releases) + results.trim(cacheBytes);
        int left = new UnfinishedFiles(state).delete();
        for (Path folder : state.ofCells()) {
            for (Path entry : Entries.of(folder)) {
                Optional<Cell> cell = StateDirectory.cell(
                        entry.getFileName().toString().replaceFirst("(\\.[a-z_]+)?\\.(json|log|next)$", ""));
                if (cell.isPresent() && isNobodys(cell.get(), releases)) {
                    Tree.remove(entry);
                    left++;
                }
            }
        }
        for (Cell cell : new BuildLogs(state).staged()) {
            left += new Stage(state, cell, links).clearButLogs() ? 1 : 0;
        }
        if (cached + left == 0) {
            return new Outcome.Unchanged("there is nothing to remove");
        }
        return Outcome.done("removed " + count(cached, "result of an earlier build", "results of earlier builds")
                + " and " + count(left, "left-over", "left-overs"));
    }

    static String count(int number, String one, String many) {
        return number + " " + (number == 1 ? one : many);
    }

    /** What is still built or installed for a kernel that is gone may yet need its logs. */
    private boolean isThere(Cell cell) {
        return Files.isDirectory(state.built(cell), LinkOption.NOFOLLOW_LINKS)
                || Files.isSymbolicLink(state.link(cell));
    }

    private boolean isNobodys(Cell cell, Set<String> releases) {
        return (!releases.contains(cell.kernel().release()) && !isThere(cell))
                || !Files.isDirectory(state.version(cell.pkg()), LinkOption.NOFOLLOW_LINKS);
    }
}
