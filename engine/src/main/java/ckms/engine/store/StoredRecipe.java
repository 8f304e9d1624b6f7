package ckms.engine.store;

import ckms.engine.host.files.Below;
import ckms.model.PackageId;
import ckms.model.Parsed;
import ckms.model.SourceText;
import ckms.model.recipe.Recipe;
import ckms.model.recipe.RecipeContext;
import ckms.model.recipe.RecipeFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** The recipe that was stored when a package was added. No link on the way to it is followed. */
public final class StoredRecipe {
    /** In bytes. */
    private static final int LIMIT = 16 << 20;

    private final StateDirectory state;
    private final PackageId pkg;

    /** That of a package. */
    public StoredRecipe(StateDirectory state, PackageId pkg) {
        this.state = state;
        this.pkg = pkg;
    }

    /** Its text; empty where there is none. */
    public Optional<String> text() throws IOException {
        return bytes().map(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }

    /** The recipe as it reads for a kernel; an {@link IOException} with a sentence where it is none. */
    public Recipe forKernel(RecipeContext context) throws IOException {
        Path file = state.recipe(pkg);
        Parsed<Recipe> recipe = read(context).orElseThrow(() -> new NoSuchFileException(file.toString()));
        if (recipe instanceof Parsed.Valid<Recipe> valid) {
            return valid.value();
        }
        throw new IOException(recipe.diagnostics().get(0).line());
    }

    /** The same; empty where it is none. */
    public Optional<Recipe> ifGood(RecipeContext context) throws IOException {
        return read(context).filter(Parsed.Valid.class::isInstance).map(Parsed::orElseThrow);
    }

    private Optional<Parsed<Recipe>> read(RecipeContext context) throws IOException {
        String file = state.recipe(pkg).toString();
        return bytes().map(bytes ->
                SourceText.decode(file, bytes).then(RecipeFile::read).then(read -> read.forKernel(context)));
    }

    private Optional<byte[]> bytes() throws IOException {
        return new Below(state.root()).bytes(state.root().relativize(state.recipe(pkg)), LIMIT);
    }
}
