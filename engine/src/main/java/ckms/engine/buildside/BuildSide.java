package ckms.engine.buildside;

import ckms.engine.buildside.hook.HookListener;
import ckms.engine.buildside.hook.HookOrder;
import ckms.engine.buildside.sign.Signer;
import ckms.engine.inputs.Inputs;
import ckms.engine.store.InstalledLinks;
import ckms.model.Cell;
import ckms.model.PackageId;
import ckms.model.plan.Step;
import ckms.model.run.Failure;
import ckms.model.run.Outcome;
import java.io.IOException;
import java.util.Optional;

/**
 * Everything that is done within the state directory and by the hooks of recipes: the work of the directory's owner,
 * never of root. Whoever has one holds the directory's lock until it is closed. It may be asked by several threads.
 *
 * <p>What is expected to go wrong is an outcome. Each method throws an {@link IOException} where a file can't be read or
 * written, or the process that works as the owner is gone.
 */
public interface BuildSide extends InstalledLinks, AutoCloseable {
    /**
     * Registers a package, or replaces what is registered of it.
     *
     * @throws IOException where that can't be written
     */
    Outcome add(Step.Add step) throws IOException;

    /**
     * Makes a package that is registered, and its builds for the step's kernels, a manifest's own.
     *
     * @throws IOException where that can't be written
     */
    Outcome adopt(Step.Adopt step) throws IOException;

    /**
     * Notes for a build, of which nothing has changed, when and where its inputs were looked at last.
     *
     * @throws IOException where that can't be written
     */
    void refresh(Cell cell, Inputs inputs) throws IOException;

    /**
     * Builds a cell; what was built before stays until the new build is good.
     *
     * @param signer may be somebody else's
     * @throws IOException where a file can't be read or written
     * @throws InterruptedException when this thread was interrupted; the hook that ran is ended then
     */
    Outcome build(BuildOrder order, HookListener listener, Signer signer) throws IOException, InterruptedException;

    /**
     * Lends so many jobs, from now on, to those makes of builds that count none themselves.
     *
     * @throws IOException where the makes can't be told
     */
    void lend(int jobs) throws IOException;

    /**
     * Runs a hook of a recipe.
     *
     * @return why it failed; empty where it did not
     * @throws IOException where it could not be run
     * @throws InterruptedException when this thread was interrupted; the hook is ended then
     */
    Optional<Failure> run(HookOrder order, HookListener listener) throws IOException, InterruptedException;

    /**
     * Removes what is built of a cell, and what a failed build left.
     *
     * @throws IOException where it can't be removed
     */
    Outcome clean(Cell cell) throws IOException;

    /**
     * Removes what is registered of a package that is not built any more.
     *
     * @throws IOException where it can't be removed
     */
    Outcome remove(PackageId pkg) throws IOException;

    /**
     * Removes results of earlier builds beyond a size, and what is left of kernels that are gone, and of packages that
     * are not registered.
     *
     * @param cacheBytes how large the cache of results may stay
     * @throws IOException where it can't be removed
     */
    Outcome collect(Step.Collect step, long cacheBytes) throws IOException;

    /** Gives up the lock. */
    @Override
    void close() throws IOException;
}
