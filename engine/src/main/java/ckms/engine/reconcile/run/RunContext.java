package ckms.engine.reconcile.run;

import ckms.engine.buildside.BuildSide;
import ckms.engine.host.Host;
import ckms.engine.installside.Installer;
import ckms.engine.installside.Records;
import ckms.engine.kernel.KernelTree;
import ckms.engine.kernel.KernelTrees;
import ckms.engine.settings.Settings;
import ckms.engine.store.StoredRecipes;
import ckms.model.Kernel;
import ckms.model.PackageId;
import ckms.model.recipe.Recipe;
import java.io.IOException;
import java.util.Optional;

/**
 * What steps are done with.
 *
 * @param recipes those in the state directory
 * @param buildSide does the owner's work
 * @param installer does root's
 * @param records what was installed
 */
record RunContext(
        Host host,
        Settings settings,
        StoredRecipes recipes,
        BuildSide buildSide,
        Installer installer,
        Records records) {
    /** Looks at a kernel. */
    KernelTree tree(Kernel kernel) throws IOException {
        return new KernelTrees(settings.roots()).tree(kernel);
    }

    /** Reads a stored recipe for what runs outside of a build; an {@link IOException} where it is none. */
    Recipe recipe(PackageId pkg, KernelTree kernel) throws IOException {
        return recipes.evaluate(pkg, settings.recipeContext(kernel));
    }

    /** Reads a stored recipe for its hooks; empty where there is none that can be read, which keeps nothing from going on. */
    Optional<Recipe> recipeIfGood(PackageId pkg, KernelTree kernel) {
        try {
            return recipes.evaluateIfGood(pkg, settings.recipeContext(kernel));
        } catch (IOException notReadable) {
            return Optional.empty();
        }
    }
}
