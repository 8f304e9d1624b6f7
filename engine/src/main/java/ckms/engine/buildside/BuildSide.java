package ckms.engine.buildside;

import ckms.engine.buildside.hook.HookListener;
import ckms.engine.buildside.hook.HookOrder;
import ckms.engine.buildside.sign.Signer;
import ckms.engine.inputs.Inputs;
import ckms.engine.store.InstalledLinks;
import ckms.model.Cell;
import ckms.model.Kernel;
import ckms.model.PackageId;
import ckms.model.run.Failure;
import ckms.model.run.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Everything that is done within the state directory and by the hooks of recipes: the work of the directory's owner,
 * never of root. Whoever has one holds the directory's lock until it is closed. It may be asked by several threads.
 */
public interface BuildSide extends InstalledLinks, AutoCloseable {
    /**
     * Registers a package, or replaces what is registered of it.
     *
     * @param owner the manifest that has it registered; empty where a verb does
     * @param isProtected whether prune is to leave it alone
     */
    Outcome add(PackageId pkg, Path source, String recipe, String owner, boolean isProtected) throws IOException;

    /** Makes a package that is registered, and its builds for those kernels, a manifest's own. */
    Outcome adopt(PackageId pkg, List<Kernel> kernels, String owner, boolean isProtected) throws IOException;

    /** Notes for a build, of which nothing has changed, when and where its inputs were looked at last. */
    void refresh(Cell cell, Inputs inputs) throws IOException;

    /** Builds a cell; what was built before stays until the new build is good. The signer may be somebody else's. */
    Outcome build(BuildOrder order, HookListener listener, Signer signer) throws IOException, InterruptedException;

    /** Lends so many jobs, from now on, to those makes of builds that count none themselves. */
    void lend(int jobs) throws IOException;

    /** Runs a hook of a recipe; tells why it failed, if it did. */
    Optional<Failure> run(HookOrder order, HookListener listener) throws IOException, InterruptedException;

    /** Removes what is built of a cell, and what a failed build left. */
    Outcome clean(Cell cell) throws IOException;

    /** Removes what is registered of a package that is not built any more. */
    Outcome remove(PackageId pkg) throws IOException;

    /**
     * Removes what nobody needs any more: results of earlier builds beyond that size, and what is left of kernels that
     * are not among those releases, and of packages that are not registered.
     */
    Outcome collect(Set<String> releases, long cacheBytes) throws IOException;

    @Override
    void close() throws IOException;
}
