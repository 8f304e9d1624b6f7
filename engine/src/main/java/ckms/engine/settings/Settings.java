package ckms.engine.settings;

import ckms.engine.host.Roots;
import ckms.engine.kernel.KernelTree;
import ckms.engine.kernel.module.Compression;
import ckms.engine.store.StateDirectory;
import ckms.model.Cell;
import ckms.model.PackageId;
import ckms.model.config.GlobalConfig;
import ckms.model.plan.Finalizer;
import ckms.model.recipe.RecipeContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * What the command line and the configuration settle for one call.
 *
 * @param roots the root file system that is worked on
 * @param state the state directory
 * @param destdir below which modules are installed, absolute
 * @param depmod whether depmod may run
 * @param jobs how many jobs may run at once, at least 1
 * @param hookTimeout the most that a hook may take
 * @param cached whether results of earlier builds are used, and kept
 * @param compression how to compress; empty means as the kernel's own modules
 * @param lockTimeout how long to wait for another writer
 * @param signingKey the key that modules are signed with where a kernel's headers bring none
 * @param config the global configuration
 */
public record Settings(
        Roots roots,
        StateDirectory state,
        Path destdir,
        boolean depmod,
        int jobs,
        Duration hookTimeout,
        boolean cached,
        Optional<Compression> compression,
        Duration lockTimeout,
        Optional<SigningKey> signingKey,
        GlobalConfig config) {
    /** Whether it is allowed, and modules go to where the kernel looks for them. */
    private boolean finalizes() throws IOException {
        return depmod
                && Files.isDirectory(destdir)
                && Files.isDirectory(roots.modules())
                && Files.isSameFile(destdir, roots.modules());
    }

    /** What is to be brought up to date after a change to a kernel's modules. */
    public Set<Finalizer> finalizers() throws IOException {
        if (!finalizes()) {
            return Set.of();
        }
        return initramfsHook().isPresent() ? Set.of(Finalizer.DEPMOD, Finalizer.INITRAMFS) : Set.of(Finalizer.DEPMOD);
    }

    /** What stands in for depmod, if there is such a program. */
    public Optional<Path> depmodHook() {
        return ofTheHost(config.depmodHook());
    }

    /** What refreshes the initramfs, if there is such a program. */
    public Optional<Path> initramfsHook() {
        return ofTheHost(config.initramfsHook());
    }

    /** A program of the host's knows nothing of another root. */
    private Optional<Path> ofTheHost(Path hook) {
        return Optional.of(hook).filter(file -> !roots.isOther() && Files.isRegularFile(file));
    }

    /** How large the cache of results may become; 0 where none is used. */
    public long cacheBytes() {
        return cached ? config.cacheMebibytes() << 20 : 0;
    }

    /** What a recipe may refer to in a build of that package for that kernel. */
    public RecipeContext buildContext(PackageId pkg, KernelTree kernel) {
        var cell = new Cell(pkg, kernel.kernel());
        return new RecipeContext(state.stage(cell).root(), destdir, kernel.kernel(), kernel.build());
    }

    /** What a recipe may refer to outside of a build. */
    public RecipeContext recipeContext(KernelTree kernel) {
        return new RecipeContext(state.root(), destdir, kernel.kernel(), kernel.build());
    }
}
