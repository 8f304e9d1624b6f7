package ckms.model;

import java.util.Optional;

/**
 * A name for packages, or for packages on kernels, as a user writes it: {@code NAME[=VERSION][@RELEASE[/MACHINE]]}.
 *
 * @param name the name of the package
 * @param version the version of the package; empty means any
 * @param release the kernel release; empty means any kernel
 * @param machine the machine, as in {@link Kernel}; empty means any; given only with a release
 */
public record Address(String name, Optional<String> version, Optional<String> release, Optional<String> machine) {
    /** Makes the address of one package. */
    public static Address of(PackageId pkg) {
        return new Address(pkg.name(), Optional.of(pkg.version()), Optional.empty(), Optional.empty());
    }

    /**
     * Reads an address.
     *
     * @return the address; empty if the text has another form, or if a part of it can't be a name
     */
    public static Optional<Address> parse(String text) {
        int at = text.indexOf('@');
        String pkg = at < 0 ? text : text.substring(0, at);
        int equals = pkg.indexOf('=');
        String kernel = at < 0 ? "" : text.substring(at + 1);
        int slash = kernel.lastIndexOf('/');
        var address = new Address(
                equals < 0 ? pkg : pkg.substring(0, equals),
                part(equals >= 0, pkg, equals),
                at < 0 ? Optional.empty() : Optional.of(slash < 0 ? kernel : kernel.substring(0, slash)),
                part(slash >= 0, kernel, slash));
        return address.isSound() ? Optional.of(address) : Optional.empty();
    }

    private static Optional<String> part(boolean given, String text, int delimiter) {
        return given ? Optional.of(text.substring(delimiter + 1)) : Optional.empty();
    }

    private boolean isSound() {
        return PackageId.complaint(name, version.orElse("0")).isEmpty()
                && release.flatMap(Kernel::complaint).isEmpty()
                && machine.flatMap(text -> Name.complaint("machine", text)).isEmpty();
    }

    /** Says whether the address names packages alone, and no kernel. */
    public boolean isOfPackages() {
        return release.isEmpty();
    }

    /**
     * Returns the package that the address names.
     *
     * @return the package; empty if no version is given or a kernel is
     * @throws IllegalArgumentException if the name and the version can't name a package, which {@link #parse} rules out
     */
    public Optional<PackageId> pkg() {
        return isOfPackages() ? version.map(text -> new PackageId(name, text)) : Optional.empty();
    }

    /**
     * Returns the cell that the address names.
     *
     * @return the cell; empty if a part of it is not given
     * @throws IllegalArgumentException if a part can't be a name, which {@link #parse} rules out
     */
    public Optional<Cell> cell() {
        return version.flatMap(text ->
                release.flatMap(on -> machine.map(of -> new Cell(new PackageId(name, text), new Kernel(on, of)))));
    }

    /** Says whether the address means a package; the kernel does not count. */
    public boolean means(PackageId pkg) {
        return name.equals(pkg.name())
                && version.filter(text -> !text.equals(pkg.version())).isEmpty();
    }

    /** Says whether the address means a cell. */
    public boolean means(Cell cell) {
        return means(cell.pkg())
                && release.filter(text -> !text.equals(cell.kernel().release())).isEmpty()
                && machine.filter(text -> !text.equals(cell.kernel().machine())).isEmpty();
    }

    /** Returns the address in the form that {@link #parse} reads. */
    @Override
    public String toString() {
        return name
                + version.map(text -> "=" + text).orElse("")
                + release.map(text -> "@" + text).orElse("")
                + machine.map(text -> "/" + text).orElse("");
    }
}
