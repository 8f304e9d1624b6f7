package ckms.model;

/**
 * The manifest that has something on a host, by its name.
 *
 * @param manifest empty where no manifest does, as where somebody did it by hand
 */
public record Owner(String manifest) implements Comparable<Owner> {
    /** No manifest. */
    public static final Owner NONE = new Owner("");

    /** Whether there is a manifest. */
    public boolean isManifest() {
        return !manifest.isEmpty();
    }

    @Override
    public int compareTo(Owner other) {
        return manifest.compareTo(other.manifest);
    }

    /** The manifest's name, or an empty text. */
    @Override
    public String toString() {
        return manifest;
    }
}
