package ckms.model;

import java.util.Optional;

/**
 * What somebody names packages, or packages on kernels, by: {@code NAME[=VERSION][@RELEASE[/MACHINE]]}.
 *
 * @param version empty means any
 * @param release empty means any kernel
 * @param machine empty means any; given only with a release
 */
public record Address(String name, Optional<String> version, Optional<String> release, Optional<String> machine) {
    /** Names one package. */
    public static Address of(PackageId pkg) {
        return new Address(pkg.name(), Optional.of(pkg.version()), Optional.empty(), Optional.empty());
    }

    /** Reads an address; empty where the text has another form. */
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

    /** Whether no kernel is named. */
    public boolean isOfPackages() {
        return release.isEmpty();
    }

    /** The package, where the version is given and no kernel is. */
    public Optional<PackageId> pkg() {
        return isOfPackages() ? version.map(text -> new PackageId(name, text)) : Optional.empty();
    }

    /** Whether a package is among those that are meant, on whichever kernel. */
    public boolean means(PackageId pkg) {
        return name.equals(pkg.name())
                && version.filter(text -> !text.equals(pkg.version())).isEmpty();
    }

    /** Whether a cell is among those that are meant. */
    public boolean means(Cell cell) {
        return means(cell.pkg())
                && release.filter(text -> !text.equals(cell.kernel().release())).isEmpty()
                && machine.filter(text -> !text.equals(cell.kernel().machine())).isEmpty();
    }

    /** As {@link #parse} reads it. */
    @Override
    public String toString() {
        return name
                + version.map(text -> "=" + text).orElse("")
                + release.map(text -> "@" + text).orElse("")
                + machine.map(text -> "/" + text).orElse("");
    }
}
