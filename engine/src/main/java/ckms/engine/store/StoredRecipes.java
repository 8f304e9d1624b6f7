package ckms.engine.store;

import ckms.engine.host.files.Below;
import ckms.model.PackageId;
import ckms.model.Parsed;
import ckms.model.SourceText;
import ckms.model.recipe.Recipe;
import ckms.model.recipe.RecipeContext;
import ckms.model.recipe.RecipeFile;
import ckms.model.recipe.RecipeText;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The recipes that were stored when packages were added. Each text is parsed once, and evaluated once for each context.
 * No link on the way to a recipe is followed. It may be used by several threads.
 */
public final class StoredRecipes {
    /** How stored recipes are read. */
    private static final RecordKind<RecipeText> KIND =
            new RecordKind<>(Set.of("ckms.ini"), RecipeFile.LIMIT, (name, text) -> new RecipeText(text));

    private final StateDirectory state;
    private final Map<Text, Parsed<RecipeFile>> parsed = new ConcurrentHashMap<>();
    private final Map<Reading, Parsed<Recipe>> evaluated = new ConcurrentHashMap<>();

    /** A recipe's text as it was read. */
    private record Text(Path file, ByteBuffer bytes) {}

    private record Reading(Text text, RecipeContext context) {}

    /** Makes a reader of the recipes in a state directory. */
    public StoredRecipes(StateDirectory state) {
        this.state = state;
    }

    /** Reads the text of a package's recipe, if there is one that can be read. */
    public Optional<RecipeText> text(PackageId pkg) {
        return recorded(pkg).known();
    }

    /** Reads the text of a package's recipe, or tells that it can't be read. */
    public Recorded<RecipeText> recorded(PackageId pkg) {
        Path file = state.recipe(pkg);
        return new RecordFiles<>(state.root(), state.root().relativize(file.getParent()), KIND)
                .read(file.getFileName().toString());
    }

    /**
     * Evaluates a package's recipe.
     *
     * @throws IOException if there is none, it can't be read, or it has errors; the message for an error is a sentence
     *     with file and line
     */
    public Recipe evaluate(PackageId pkg, RecipeContext context) throws IOException {
        Text text = read(pkg)
                .orElseThrow(() -> new NoSuchFileException(state.recipe(pkg).toString()));
        Parsed<Recipe> recipe = evaluate(new Reading(text, context));
        if (recipe instanceof Parsed.Valid<Recipe> valid) {
            return valid.value();
        }
        throw new IOException(recipe.diagnostics().get(0).line());
    }

    /**
     * Evaluates a package's recipe, if it has no errors.
     *
     * @return empty if there is none, it can't be read, or it has errors
     */
    public Optional<Recipe> evaluateIfGood(PackageId pkg, RecipeContext context) {
        try {
            return Optional.of(evaluate(pkg, context));
        } catch (IOException notGood) {
            return Optional.empty();
        }
    }

    private Parsed<Recipe> evaluate(Reading reading) {
        return evaluated.computeIfAbsent(
                reading, once -> parse(once.text()).then(file -> file.forKernel(once.context())));
    }

    private Parsed<RecipeFile> parse(Text text) {
        return parsed.computeIfAbsent(
                text,
                once -> SourceText.decode(once.file().toString(), once.bytes().array())
                        .then(RecipeFile::read));
    }

    private Optional<Text> read(PackageId pkg) throws IOException {
        Path file = state.recipe(pkg);
        return new Below(state.root())
                .bytes(state.root().relativize(file), KIND.limit())
                .map(bytes -> new Text(file, ByteBuffer.wrap(bytes)));
    }
}
