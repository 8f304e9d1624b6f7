package ckms.model.manifest;

import ckms.model.Located;
import java.util.Optional;

/**
 * What a package is to be on some of its kernels instead.
 *
 * @param kernels which ones
 * @param state the state on them; empty where it is the package's
 * @param missingHeaders what missing headers mean on them; empty where it is what they mean for the package
 */
public record ManifestOverride(
        Located<KernelSelector> kernels, Optional<WantedState> state, Optional<MissingHeaders> missingHeaders) {}
