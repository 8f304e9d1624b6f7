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
 * @param prunes whether that manifest removes what it owns and no longer lists
 * @param isProtected whether prune leaves the package alone
 * @param declared where the manifest lists it
 * @param kernels where the manifest selects its kernels
 * @param source its source folder; empty if none is needed
 * @param sourceExists whether that folder exists
 * @param recipe its recipe; empty if it is missing, or none is needed
 * @param keeps whether it is registered even if no kernel asks for it
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
    /** Makes a wanted package with a copy of its cells. */
    public DesiredPackage {
        cells = List.copyOf(cells);
    }

    /** Checks again whether the source folder exists, and returns the result. */
    DesiredPackage asItsSourceIs() {
        boolean exists = source.isPresent() && Files.isDirectory(source.get().value());
        return new DesiredPackage(
                id, owner, prunes, isProtected, declared, kernels, source, exists, recipe, keeps, cells);
    }
}
