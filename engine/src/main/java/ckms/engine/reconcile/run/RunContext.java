package ckms.engine.reconcile.run;

import ckms.engine.buildside.BuildSide;
import ckms.engine.host.Host;
import ckms.engine.installside.BuildNotes;
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
 * @param recipes the recipes in the state directory
 * @param buildSide does the work of the build side
 * @param installer does the work of the install side
 * @param records what was installed
 * @param notes what root had built
 */
record RunContext(
        Host host,
        Settings settings,
        StoredRecipes recipes,
        BuildSide buildSide,
        Installer installer,
        Records records,
        BuildNotes notes) {
    /**
     * Looks at a kernel, installed or not.
     *
     * @throws IOException if the link to its headers can't be read
     */
    KernelTree tree(Kernel kernel) throws IOException {
        return new KernelTrees(settings.roots()).tree(kernel);
    }

    /**
     * Evaluates a stored recipe for use outside of a build.
     *
     * @throws IOException if there is none, it can't be read, or it has errors
     */
    Recipe recipe(PackageId pkg, KernelTree kernel) throws IOException {
        return recipes.evaluate(pkg, settings.recipeContext(kernel));
    }

    /**
     * Evaluates a stored recipe for its hooks.
     *
     * @return empty if there is none, it can't be read, or it has errors
     */
    Optional<Recipe> recipeIfGood(PackageId pkg, KernelTree kernel) {
        return recipes.evaluateIfGood(pkg, settings.recipeContext(kernel));
    }
}
