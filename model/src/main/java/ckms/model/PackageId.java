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

    /** Throws an {@link IllegalArgumentException} with a sentence where {@link #complaint} has one. */
    public PackageId {
        complaint(name, version).ifPresent(complaint -> {
            throw new IllegalArgumentException(complaint);
        });
    }

    /** Why these can't name a package; empty where they can. */
    public static Optional<String> complaint(String name, String version) {
        return Name.complaint("package name", name)
                .or(() -> Name.complaint("package version", version))
                .or(() -> version.startsWith("kernel-")
                        ? Optional.of("the package version '" + version
                                + "' must not begin with kernel-, as the links to installed builds do")
                        : Optional.empty());
    }

    /** Reads {@code name=version}; empty where the text has another form. */
    public static Optional<PackageId> parse(String text) {
        int equals = text.indexOf('=');
        return equals < 0 ? Optional.empty() : of(text.substring(0, equals), text.substring(equals + 1));
    }

    /** The package of a name and a version; empty where these can't name one. */
    public static Optional<PackageId> of(String name, String version) {
        return complaint(name, version).isEmpty() ? Optional.of(new PackageId(name, version)) : Optional.empty();
    }

    /** By name, then by version. */
    @Override
    public int compareTo(PackageId other) {
        return ORDER.compare(this, other);
    }

    /** {@code name=version}. */
    @Override
    public String toString() {
        return name + "=" + version;
    }
}
