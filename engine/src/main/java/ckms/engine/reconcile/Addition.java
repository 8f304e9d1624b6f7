package ckms.engine.reconcile;

import ckms.engine.host.files.GivenFile;
import ckms.engine.host.files.RegularFile;
import ckms.engine.host.files.RootsOwn;
import ckms.engine.reconcile.plan.Decision;
import ckms.model.Parsed;
import ckms.model.SourceText;
import ckms.model.recipe.Recipe;
import ckms.model.recipe.RecipeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Decides what {@code add} does: checks the source folder and the recipe, so that an error in the recipe is told at
 * once rather than by the first build.
 */
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
        boolean isRoot = asked.host().isRoot();
        Path source = isRoot ? RootsOwn.followed(path.toAbsolutePath()) : path.toRealPath();
        Path file = recipe.orElse(source.resolve("ckms.ini"));
        if (recipe.isPresent() ? !GivenFile.exists(file) : !Files.isRegularFile(file)) {
            return Decision.refuse("there is no recipe " + file + (recipe.isPresent() ? "" : "; name one with -c"));
        }
        byte[] text = recipe.isPresent()
                ? GivenFile.bytes(file, RecipeFile.LIMIT)
                : isRoot
                        ? RootsOwn.bytes(file, RecipeFile.LIMIT)
                        : RegularFile.bytes(file.toRealPath(), RecipeFile.LIMIT);
        Parsed<RecipeFile> read = SourceText.decode(file.toString(), text).then(RecipeFile::read);
        Parsed<Recipe> evaluated =
                read.then(good -> good.forKernel(asked.settings().recipeContext(asked.kernel())));
        return evaluated instanceof Parsed.Invalid<Recipe>
                ? new Decision.Refused(evaluated.diagnostics())
                : asked.verbs().add(source, read.orElseThrow(), asked.kernel());
    }
}
