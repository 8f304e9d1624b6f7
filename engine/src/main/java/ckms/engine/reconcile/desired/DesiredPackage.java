package ckms.engine.reconcile.desired;

import ckms.model.Located;
import ckms.model.Owner;
import ckms.model.PackageId;
import ckms.model.Place;
import ckms.model.recipe.RecipeText;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What is wanted of one package.
 *
 * @param owner the manifest that lists it
 * @param prunes whether that manifest removes what it owns and lists no longer
 * @param isProtected whether prune leaves the package alone
 * @param declared where it is listed
 * @param kernels what in the manifest asks for its kernels
 * @param source its source tree; empty where none is needed
 * @param sourceExists whether that is a folder
 * @param recipe its recipe; empty where the source that should have it is missing
 * @param keeps whether it is to be registered although no kernel asks for it
 * @param cells its cells, in order
 */
public record DesiredPackage(
        PackageId id,
        Owner owner,
        boolean prunes,
        boolean isProtected,
        Place declared,
        Place kernels,
        Optional<Located<Path>> source,
        boolean sourceExists,
        Optional<RecipeText> recipe,
        boolean keeps,
        List<DesiredCell> cells) {
    public DesiredPackage {
        cells = List.copyOf(cells);
    }

    /** Looks again whether the source is there. */
    DesiredPackage asItsSourceIs() {
        boolean exists = source.isPresent() && Files.isDirectory(source.get().value());
        return new DesiredPackage(
                id, owner, prunes, isProtected, declared, kernels, source, exists, recipe, keeps, cells);
    }
}
