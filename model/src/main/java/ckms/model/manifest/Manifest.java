package ckms.model.manifest;

import ckms.model.Owner;
import java.util.List;
import java.util.Set;

/**
 * What a manifest file asks for.
 *
 * @param file the file's name as the user gave it
 * @param owner the owner of what the manifest installs: the manifest, by its name
 * @param prunes whether what it installed and no longer lists is removed
 * @param packages the packages that could be read, in the file's order
 * @param mentioned the names of all packages in the file, including those that could not be read
 */
public record Manifest(
        String file, Owner owner, boolean prunes, List<ManifestPackage> packages, Set<String> mentioned) {
    /** Makes a manifest with its own copies of the lists. */
    public Manifest {
        packages = List.copyOf(packages);
        mentioned = Set.copyOf(mentioned);
    }
}
