package ckms.engine.store;

import ckms.model.Cell;
import java.io.IOException;

/** The links that say which version of a package is installed on a kernel; only the state directory's owner writes them. */
public interface InstalledLinks {
    /**
     * Says that this cell is the installed one of its package on its kernel.
     *
     * @throws IOException where the link can't be made
     */
    void link(Cell cell) throws IOException;

    /**
     * Says that no version of the package is installed on the kernel.
     *
     * @throws IOException where the link can't be taken away
     */
    void unlink(Cell cell) throws IOException;
}
