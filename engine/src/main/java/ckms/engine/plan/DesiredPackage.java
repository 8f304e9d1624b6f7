package ckms.engine.plan;

import ckms.model.Located;
import ckms.model.PackageId;
import ckms.model.Place;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What is wanted of one package.
 *
 * @param source its source tree
 * @param sourceExists whether that is a folder
 * @param recipe the text of its recipe; empty where the source that should have it is missing
 * @param cells its cells, in order
 * @param kernels what in the manifest asks for those cells
 */
public record DesiredPackage(
        PackageId id,
        Located<Path> source,
        boolean sourceExists,
        Optional<String> recipe,
        List<DesiredCell> cells,
        Place kernels) {
    public DesiredPackage {
        cells = List.copyOf(cells);
    }
}
