package ckms.model.manifest;

import ckms.model.Located;
import ckms.model.PackageId;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a manifest asks for one package, with the file's defaults filled in.
 *
 * @param id the package
 * @param source the absolute path of its source tree; empty if it needs none, see {@link #mayBeKept}, or could not be
 *     read
 * @param recipe the absolute path of its recipe; empty means {@code ckms.ini} in the source
 * @param kernels the kernels that the package is for
 * @param state the state on each of them where no override matches
 * @param missingHeaders what missing headers mean there
 * @param isProtected whether prune never removes it
 * @param dependsOn the names of the packages that have to be there before it, on the same kernel
 * @param overrides the exceptions for some of the kernels; the first override that matches a kernel holds
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
    /** Makes a package with its own copies of the lists. */
    public ManifestPackage {
        dependsOn = List.copyOf(dependsOn);
        overrides = List.copyOf(overrides);
    }

    /** Lists what chooses kernels: that of the package, and those of its overrides. */
    public Stream<Located<KernelSelector>> selectors() {
        return Stream.concat(Stream.of(kernels), overrides.stream().map(ManifestOverride::kernels));
    }

    /** Says whether the package, or any of its overrides, asks for a state that needs the package registered. */
    public boolean mayBeKept() {
        return state.keepsPackage()
                || overrides.stream().flatMap(other -> other.state().stream()).anyMatch(WantedState::keepsPackage);
    }
}
