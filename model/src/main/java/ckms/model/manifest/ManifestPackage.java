package ckms.model.manifest;

import ckms.model.Located;
import ckms.model.PackageId;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a manifest asks for one package, the file's defaults filled in.
 *
 * @param id which package
 * @param source its source tree, absolute; empty where none is needed, since nothing of it is to be there
 * @param recipe its recipe, absolute; empty means {@code ckms.ini} in the source
 * @param kernels which kernels
 * @param state the state on each of them where no override matches
 * @param missingHeaders what missing headers mean there
 * @param isProtected whether prune leaves it alone
 * @param dependsOn the packages, by name, that have to be there before it
 * @param overrides what is to be on some of the kernels instead; the first that matches holds
 */
public record ManifestPackage(
        Located<PackageId> id,
        Optional<Located<Path>> source,
        Optional<Located<Path>> recipe,
        Located<KernelSelector> kernels,
        WantedState state,
        MissingHeaders missingHeaders,
        boolean isProtected,
        List<Located<String>> dependsOn,
        List<ManifestOverride> overrides) {
    public ManifestPackage {
        dependsOn = List.copyOf(dependsOn);
        overrides = List.copyOf(overrides);
    }

    /** Whether it is to be registered on account of any of its kernels. */
    public boolean mayBeKept() {
        return state.keepsPackage()
                || overrides.stream().flatMap(other -> other.state().stream()).anyMatch(WantedState::keepsPackage);
    }
}
