package ckms.cli.command;

import ckms.cli.workplace.RefusedException;
import ckms.engine.reconcile.plan.Situation;
import ckms.engine.reconcile.plan.Verdict;
import ckms.model.Parsed;
import ckms.model.SourceText;
import ckms.model.recipe.Recipe;
import ckms.model.recipe.RecipeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code ckms add PATH}. */
@Command(name = "add", description = "Registers a package: a source tree with its recipe.")
public final class AddCommand extends ClassicCommand {
    @Parameters(paramLabel = "PATH", description = "The source tree.")
    private Path path;

    @Override
    Verdict verdict(Situation situation) throws IOException, RefusedException {
        if (!Files.isDirectory(path)) {
            throw new RefusedException("there is no source folder " + path);
        }
        Path source = path.toRealPath();
        Path file = program().options().recipe().orElse(source.resolve("ckms.ini"));
        if (!Files.isRegularFile(file)) {
            throw new RefusedException("there is no recipe " + file
                    + (program().options().recipe().isPresent() ? "" : "; name one with -c"));
        }
        Parsed<RecipeFile> read =
                SourceText.decode(file.toString(), Files.readAllBytes(file)).then(RecipeFile::read);
        if (!(read instanceof Parsed.Valid<RecipeFile> recipe)) {
            throw new RefusedException(read.diagnostics());
        }
        check(situation, recipe.value());
        return situation.verbs().add(source, recipe.value());
    }

    /** All that could be wrong with the recipe is said now, not when it is built. */
    private static void check(Situation situation, RecipeFile recipe) throws RefusedException {
        Parsed<Recipe> evaluated =
                recipe.forKernel(situation.workplace().settings().recipeContext(situation.kernel()));
        if (evaluated instanceof Parsed.Invalid<Recipe>) {
            throw new RefusedException(evaluated.diagnostics());
        }
    }
}
