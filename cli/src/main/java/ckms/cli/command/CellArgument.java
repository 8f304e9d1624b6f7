package ckms.cli.command;

import ckms.cli.workplace.RefusedException;
import ckms.engine.reconcile.desired.Scope;
import ckms.model.Cell;
import ckms.model.Suggestion;
import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The one cell that an address means, or as much of an address as is needed to tell it from others. */
final class CellArgument {
    private CellArgument() {}

    /**
     * The cell.
     *
     * @param all those that there are
     * @param where they are, for a sentence
     */
    static Cell parse(String address, Collection<Cell> all, String where) throws RefusedException {
        SortedSet<Cell> known = new TreeSet<>(all);
        List<Cell> meant = meant(address, known);
        if (meant.size() == 1) {
            return meant.get(0);
        }
        if (meant.isEmpty()) {
            throw new RefusedException(where + " is called " + address
                    + Suggestion.question(
                            address, known.stream().map(Cell::toString).toList()));
        }
        throw new RefusedException(address + " means several; name one: "
                + meant.stream().map(Cell::toString).collect(Collectors.joining(", ")));
    }

    /** All that an address may mean. */
    static List<Cell> meant(String address, Collection<Cell> all) {
        return all.stream().filter(cell -> Scope.means(address, cell)).toList();
    }
}
