package ckms.engine.store;

import ckms.model.Cell;
import java.io.IOException;

/**
 * The links that say which version of a package is installed on a kernel; only the state directory's owner writes them.
 */
public interface InstalledLinks {
    /**
     * Makes the link that says that a cell is the installed one of its package on its kernel.
     *
     * @throws IOException if the link can't be made
     */
    void link(Cell cell) throws IOException;

    /**
     * Removes the link, so that no version of the cell's package is installed on its kernel.
     *
     * @throws IOException if the link can't be removed
     */
    void unlink(Cell cell) throws IOException;
}
