package ckms.model;

/**
 * The manifest that owns something on a host, by its name.
 *
 * @param manifest the name of the manifest; empty if no manifest owns it, as when somebody made it by hand
 */
public record Owner(String manifest) implements Comparable<Owner> {
    /** The owner of what no manifest owns. */
    public static final Owner NONE = new Owner("");

    /** Says whether the owner is a manifest. */
    public boolean isManifest() {
        return !manifest.isEmpty();
    }

    @Override
    public int compareTo(Owner other) {
        return manifest.compareTo(other.manifest);
    }

    /** Returns the manifest's name, or an empty text. */
    @Override
    public String toString() {
        return manifest;
    }
}
