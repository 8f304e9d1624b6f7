package ckms.engine.installside;

import ckms.engine.store.Fault;
import ckms.engine.store.StateDirectory;
import ckms.model.Cell;
import ckms.model.Kernel;
import java.util.Optional;

/**
 * A record of the install side that can't be read. Nothing is changed of what it may be about; everything else goes on.
 *
 * @param name the package that it is about; empty if that is any package
 * @param kernel the kernel that it is about; empty if that is any kernel
 */
public record Unreadable(Fault fault, Optional<String> name, Optional<Kernel> kernel) {
    /** Reads from the name of a record's file what it is about; a fault of the records' folder is about everything. */
    static Unreadable of(Fault fault) {
        String file = fault.path().getFileName().toString();
        int at = file.indexOf('@');
        int end = file.length() - Records.JSON_SUFFIX.length();
        return at < 0 || at >= end
                ? new Unreadable(fault, Optional.empty(), Optional.empty())
                : new Unreadable(
                        fault, Optional.of(file.substring(0, at)), StateDirectory.kernel(file.substring(at + 1, end)));
    }

    /** Says whether the record may be about a cell. */
    public boolean covers(Cell cell) {
        return name.isEmpty() || (name.get().equals(cell.pkg().name()) && kernel.equals(Optional.of(cell.kernel())));
    }
}
