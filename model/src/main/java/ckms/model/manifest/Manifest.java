package ckms.model.manifest;

import java.util.List;

/**
 * What a manifest file asks for.
 *
 * @param file its name as the user gave it
 * @param name who owns what it installs
 * @param packages in the file's order
 */
public record Manifest(String file, String name, List<ManifestPackage> packages) {
    public Manifest {
        packages = List.copyOf(packages);
    }
}
