package ckms.cli.command;

import ckms.cli.console.RefusedException;
import ckms.model.Address;
import ckms.model.Cell;
import ckms.model.Suggestion;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** An argument that means one cell: its address, or as much of it as is needed to tell the cell from others. */
record CellArgument(String text) {
    /**
     * Finds the one cell that the argument means.
     *
     * @param all the cells that it may mean
     * @param where the beginning of the sentence that there is none of that name
     * @throws RefusedException if the argument means none of them, or several
     */
    Cell among(Collection<Cell> all, String where) throws RefusedException {
        SortedSet<Cell> known = new TreeSet<>(all);
        List<Cell> meant = meant(known);
        if (meant.size() == 1) {
            return meant.get(0);
        }
        if (meant.isEmpty()) {
            throw new RefusedException(where + " is called " + text
                    + Suggestion.question(
                            text, known.stream().map(Cell::toString).toList()));
        }
        throw new RefusedException(text + " means several; name one: "
                + meant.stream().map(Cell::toString).collect(Collectors.joining(", ")));
    }

    /** Lists the cells that the argument means; empty if there is none, or it is no address. */
    List<Cell> meant(Collection<Cell> all) {
        Optional<Address> address = Address.parse(text);
        return all.stream()
                .filter(cell -> address.isPresent() && address.get().means(cell))
                .toList();
    }
}
