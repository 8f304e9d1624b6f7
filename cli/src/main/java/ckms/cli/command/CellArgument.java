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

/** The one cell that an address means, or as much of an address as is needed to tell it from others. */
record CellArgument(String text) {
    /**
     * Finds the cell.
     *
     * @param all those that there are
     * @param where they are, for a sentence
     * @throws RefusedException where the argument means none of them, or several
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

    /** Lists those that may be meant. */
    List<Cell> meant(Collection<Cell> all) {
        Optional<Address> address = Address.parse(text);
        return all.stream()
                .filter(cell -> address.isPresent() && address.get().means(cell))
                .toList();
    }
}
