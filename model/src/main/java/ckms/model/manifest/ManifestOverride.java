package ckms.model.manifest;

import ckms.model.Located;
import java.util.Optional;

/**
 * A different state of a package, or another meaning of missing headers, on some of its kernels.
 *
 * @param kernels the kernels that the override is for
 * @param state the state on them; empty if the package's state holds
 * @param missingHeaders what missing headers mean on them; empty if the package's setting holds
 */
public record ManifestOverride(
        Located<KernelSelector> kernels, Optional<WantedState> state, Optional<MissingHeaders> missingHeaders) {}
