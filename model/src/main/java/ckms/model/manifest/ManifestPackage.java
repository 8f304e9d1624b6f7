package ckms.model.manifest;

import ckms.model.CellState;
import ckms.model.Located;
import ckms.model.PackageId;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What a manifest asks for one package, the file's defaults filled in.
 *
 * @param id which package
 * @param source its source tree, absolute
 * @param recipe its recipe, absolute; empty means {@code ckms.ini} in the source
 * @param kernels which kernels
 * @param state the state on each of them
 */
public record ManifestPackage(
        Located<PackageId> id,
        Located<Path> source,
        Optional<Located<Path>> recipe,
        Located<KernelSelector> kernels,
        CellState state) {}
