package ckms.model.manifest;

import ckms.model.Owner;
import java.util.List;
import java.util.Set;

/**
 * What a manifest file asks for.
 *
 * @param file its name as the user gave it
 * @param owner who owns what it installs: the manifest, by its name
 * @param prunes whether what it installed and no longer lists goes away
 * @param packages in the file's order
 * @param mentioned the names of all packages in the file, those too that could not be read
 */
public record Manifest(
        String file, Owner owner, boolean prunes, List<ManifestPackage> packages, Set<String> mentioned) {
    public Manifest {
        packages = List.copyOf(packages);
        mentioned = Set.copyOf(mentioned);
    }
}
