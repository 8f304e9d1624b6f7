package ckms.model;

import java.util.Comparator;
import java.util.Optional;

/** One package on one kernel. Its address, which {@link #toString} returns, is stable and printed everywhere. */
public record Cell(PackageId pkg, Kernel kernel) implements Comparable<Cell> {
    private static final Comparator<Cell> ORDER =
            Comparator.comparing(Cell::kernel).thenComparing(Cell::pkg);

    /**
     * Reads an address such as {@code zfs=2.1.2@6.12.7-0-lts/x86_64}.
     *
     * @return the cell; empty if the text has another form, or if a part of it can't be a name
     */
    public static Optional<Cell> parse(String address) {
        return Address.parse(address).flatMap(Address::cell);
    }

    /** Orders cells by kernel, then by package. */
    @Override
    public int compareTo(Cell other) {
        return ORDER.compare(this, other);
    }

    /** Returns the address, {@code name=version@release/machine}. */
    @Override
    public String toString() {
        return pkg + "@" + kernel;
    }
}
