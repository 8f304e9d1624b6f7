package ckms.engine.buildside;

import ckms.engine.host.files.Entries;
import ckms.engine.host.files.FileProblem;
import ckms.engine.host.files.PlainFolder;
import ckms.engine.host.files.Tree;
import ckms.engine.store.Settlement;
import ckms.engine.store.StateDirectory;
import ckms.model.Cell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Earlier builds that an interrupted {@link Stage#commit} had moved aside. */
final class Asides {
    private final StateDirectory state;

    Asides(StateDirectory state) {
        this.state = state;
    }

    /**
     * Puts back the builds that were not replaced, and removes the others. One of which that fails keeps no other from
     * it, and stays where it is.
     */
    Settlement settle() {
        var told = new ArrayList<String>();
        int settled = 0;
        for (Path aside : all(told)) {
            try {
                settle(aside);
                settled++;
            } catch (IOException problem) {
                told.add("an interrupted build left the one before it in " + aside
                        + ", which can't be put back or removed: " + FileProblem.sentence(problem)
                        + "; mend that, and the next command that changes anything does it");
            }
        }
        return new Settlement(settled, told);
    }

    private List<Path> all(List<String> told) {
        try {
            return Entries.of(state.asides());
        } catch (IOException problem) {
            told.add("what interrupted builds left can't be looked at: " + FileProblem.sentence(problem));
            return List.of();
        }
    }

    private void settle(Path aside) throws IOException {
        Optional<Cell> cell = StateDirectory.cell(aside.getFileName().toString());
        if (cell.isPresent() && !Files.exists(state.built(cell.get()), LinkOption.NOFOLLOW_LINKS)) {
            PlainFolder.make(state.root(), state.built(cell.get()).getParent());
            Files.move(aside, state.built(cell.get()), StandardCopyOption.ATOMIC_MOVE);
        } else {
            Tree.remove(aside);
        }
    }
}
