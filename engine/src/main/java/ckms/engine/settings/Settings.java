package ckms.engine.settings;

import ckms.engine.host.Roots;
import ckms.engine.host.process.Confinement;
import ckms.engine.kernel.KernelTree;
import ckms.engine.kernel.module.Compression;
import ckms.engine.store.StateDirectory;
import ckms.model.Cell;
import ckms.model.PackageId;
import ckms.model.config.GlobalConfig;
import ckms.model.config.Sandboxing;
import ckms.model.plan.Finalizer;
import ckms.model.recipe.RecipeContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The settings of one call of ckms, from the command line and the configuration.
 *
 * @param roots the root file system that is worked on
 * @param state the state directory
 * @param destdir the folder below which modules are installed, an absolute path
 * @param depmod whether depmod may run
 * @param jobs how many jobs may run at once, at least 1
 * @param hookTimeout the longest that a hook may run
 * @param cached whether results of earlier builds are used, and kept
 * @param compression how to compress modules; empty for the way of the kernel's own modules
 * @param lockTimeout how long to wait for another writer
 * @param signingKey the key that modules are signed with if a kernel's headers bring none
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
        Optional<ConfiguredKey> signingKey,
        GlobalConfig config) {
    /** Says whether depmod may run, and modules are installed where the kernel looks for them. */
    private boolean finalizes() throws IOException {
        return depmod
                && Files.isDirectory(destdir)
                && Files.isDirectory(roots.modules())
                && Files.isSameFile(destdir, roots.modules());
    }

    /**
     * Lists what should be brought up to date after a change to a kernel's modules.
     *
     * @return empty if depmod may not run, or modules are installed outside of {@code /lib/modules}
     * @throws IOException if the folder of modules can't be looked at
     */
    public Set<Finalizer> finalizers() throws IOException {
        if (!finalizes()) {
            return Set.of();
        }
        return initramfsHook().isPresent() ? Set.of(Finalizer.DEPMOD, Finalizer.INITRAMFS) : Set.of(Finalizer.DEPMOD);
    }

    /** Returns the program that runs in place of depmod; empty if there is none, or another root is worked on. */
    public Optional<Path> depmodHook() {
        return ofTheHost(config.depmodHook());
    }

    /** Returns the program that refreshes an initramfs; empty if there is none, or another root is worked on. */
    public Optional<Path> initramfsHook() {
        return ofTheHost(config.initramfsHook());
    }

    /** Keeps a program only if the host's own root is worked on; the program knows of no other. */
    private Optional<Path> ofTheHost(Path hook) {
        return Optional.of(hook).filter(file -> !roots.isOther() && Files.isRegularFile(file));
    }

    /** Returns the most bytes that the cache of results may take; 0 if no cache is used. */
    public long cacheBytes() {
        return cached ? config.cacheMebibytes() << 20 : 0;
    }

    /**
     * Makes the limits of what a recipe runs.
     *
     * @param writable the folders that it may change
     * @param network whether it may use the network
     * @return empty if no sandbox is used
     */
    public Optional<Confinement> confinement(List<Path> writable, PackageId pkg, KernelTree kernel, boolean network) {
        List<Path> visible = List.of(state.root(), state.source(pkg), kernel.build(), destdir, roots.root());
        return config.sandbox() == Sandboxing.OFF
                ? Optional.empty()
                : Optional.of(new Confinement(config.sandbox() == Sandboxing.REQUIRE, writable, visible, network));
    }

    /** Makes what a recipe may refer to in a build of a package for a kernel. */
    public RecipeContext buildContext(PackageId pkg, KernelTree kernel) {
        var cell = new Cell(pkg, kernel.kernel());
        return new RecipeContext(state.stage(cell).root(), destdir, kernel.kernel(), kernel.build());
    }

    /** Makes what a recipe may refer to outside of a build. */
    public RecipeContext recipeContext(KernelTree kernel) {
        return new RecipeContext(state.root(), destdir, kernel.kernel(), kernel.build());
    }
}
