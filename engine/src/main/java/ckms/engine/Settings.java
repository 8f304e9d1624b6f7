package ckms.engine;

import ckms.engine.host.Roots;
import ckms.engine.kernel.KernelTree;
import ckms.engine.module.Compression;
import ckms.engine.state.StateDirectory;
import ckms.model.config.GlobalConfig;
import ckms.model.recipe.RecipeContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * What the command line and the configuration settle for one call.
 *
 * @param roots the root file system that is worked on
 * @param state the state directory
 * @param destdir below which modules are installed, absolute
 * @param depmod whether depmod may run
 * @param jobs how many jobs may run at once, at least 1
 * @param compression how to compress; empty means as the kernel's own modules
 * @param lockTimeout how long to wait for another writer
 * @param config the global configuration
 */
public record Settings(
        Roots roots,
        StateDirectory state,
        Path destdir,
        boolean depmod,
        int jobs,
        Optional<Compression> compression,
        Duration lockTimeout,
        GlobalConfig config) {
    /** Whether depmod runs after a change: it is allowed, and modules go to where the kernel looks for them. */
    public boolean finalizes() throws IOException {
        return depmod
                && Files.isDirectory(destdir)
                && Files.isDirectory(roots.modules())
                && Files.isSameFile(destdir, roots.modules());
    }

    /** What a recipe may refer to outside of a build. */
    public RecipeContext recipeContext(KernelTree kernel) {
        return new RecipeContext(state.root(), destdir, kernel.kernel(), kernel.build());
    }
}
