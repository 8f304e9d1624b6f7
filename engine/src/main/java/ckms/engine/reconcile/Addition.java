package ckms.engine.reconcile;

import ckms.engine.reconcile.plan.Decision;
import ckms.model.Parsed;
import ckms.model.SourceText;
import ckms.model.recipe.Recipe;
import ckms.model.recipe.RecipeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Reads what is to be added. All that could be wrong with the recipe is said now, not when it is built. */
final class Addition {
    private final Path path;
    private final Optional<Path> recipe;

    Addition(Path path, Optional<Path> recipe) {
        this.path = path;
        this.recipe = recipe;
    }

    Decision decide(Asked asked) throws IOException {
        if (!Files.isDirectory(path)) {
            return Decision.refuse("there is no source folder " + path);
        }
        Path source = path.toRealPath();
        Path file = recipe.orElse(source.resolve("ckms.ini"));
        if (!Files.isRegularFile(file)) {
            return Decision.refuse("there is no recipe " + file + (recipe.isPresent() ? "" : "; name one with -c"));
        }
        Parsed<RecipeFile> read =
                SourceText.decode(file.toString(), Files.readAllBytes(file)).then(RecipeFile::read);
        Parsed<Recipe> evaluated =
                read.then(good -> good.forKernel(asked.settings().recipeContext(asked.kernel())));
        return evaluated instanceof Parsed.Invalid<Recipe>
                ? new Decision.Refused(evaluated.diagnostics())
                : asked.verbs().add(source, read.orElseThrow(), asked.kernel());
    }
}
