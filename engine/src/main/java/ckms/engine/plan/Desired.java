package ckms.engine.plan;

import java.util.List;

/**
 * What is wanted on this host.
 *
 * @param owner the manifest that wants it
 * @param packages in order
 */
public record Desired(String owner, List<DesiredPackage> packages) {
    public Desired {
        packages = List.copyOf(packages);
    }
}
