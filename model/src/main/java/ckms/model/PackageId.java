package ckms.model;

import java.util.Comparator;
import java.util.Optional;

/**
 * A package: a source tree plus a recipe, identified by name and version.
 *
 * @param name such as {@code zfs}
 * @param version such as {@code 2.1.2}; always text, never a number
 */
public record PackageId(String name, String version) implements Comparable<PackageId> {
    private static final Comparator<PackageId> ORDER =
            Comparator.comparing(PackageId::name).thenComparing(PackageId::version, new VersionOrder());

    /**
     * Makes the id of a package.
     *
     * @throws IllegalArgumentException if the name and the version can't name a package; its message says why
     */
    public PackageId {
        complaint(name, version).ifPresent(complaint -> {
            throw new IllegalArgumentException(complaint);
        });
    }

    /** Says why a name and a version can't name a package; empty if they can. */
    public static Optional<String> complaint(String name, String version) {
        return Name.complaint("package name", name)
                .or(() -> Name.complaint("package version", version))
                .or(() -> version.startsWith("kernel-")
                        ? Optional.of("the package version '" + version
                                + "' must not begin with kernel-, as the links to installed builds do")
                        : Optional.empty());
    }

    /**
     * Reads {@code name=version}.
     *
     * @return the package; empty if the text has another form, or if it can't name a package
     */
    public static Optional<PackageId> parse(String text) {
        return Address.parse(text).flatMap(Address::pkg);
    }

    /**
     * Makes the id of a name and a version.
     *
     * @return the package; empty if they can't name one
     */
    public static Optional<PackageId> of(String name, String version) {
        return complaint(name, version).isEmpty() ? Optional.of(new PackageId(name, version)) : Optional.empty();
    }

    /** Orders packages by name, then by version. */
    @Override
    public int compareTo(PackageId other) {
        return ORDER.compare(this, other);
    }

    /** Returns {@code name=version}. */
    @Override
    public String toString() {
        return name + "=" + version;
    }
}
