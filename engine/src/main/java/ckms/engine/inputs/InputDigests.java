package ckms.engine.inputs;

import ckms.engine.host.files.Digest;
import ckms.model.config.BuildOptions;
import ckms.model.recipe.Hook;
import ckms.model.recipe.Recipe;
import java.util.TreeMap;

/** Digests of the inputs that are values and not files. */
public final class InputDigests {
    private InputDigests() {}

    /**
     * Computes the digest of what a build uses of its recipe; the hooks around a build, and the folders where modules
     * are installed, are left out.
     */
    public static String of(Recipe recipe) {
        var text = new StringBuilder(recipe.make());
        for (Hook hook : Hook.values()) {
            if (!Hook.AROUND.contains(hook)) {
                text.append('\0').append(recipe.hooks().getOrDefault(hook, ""));
            }
        }
        recipe.modules()
                .forEach(module -> text.append('\0')
                        .append(module.file())
                        .append('\0')
                        .append(module.strip())
                        .append('\0')
                        .append(module.included()));
        return Digest.of(text.toString());
    }

    /** Computes the digest of what a build uses of the configuration. */
    public static String of(BuildOptions options) {
        return Digest.of(options.strip() + '\0' + options.makeArgs() + '\0' + new TreeMap<>(options.env()));
    }
}
