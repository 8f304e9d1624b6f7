package ckms.engine.buildside;

import ckms.engine.buildside.hook.HookListener;
import ckms.engine.buildside.hook.HookOrder;
import ckms.engine.buildside.sign.Signer;
import ckms.engine.inputs.Inputs;
import ckms.engine.store.InstalledLinks;
import ckms.engine.store.Settlement;
import ckms.model.Cell;
import ckms.model.PackageId;
import ckms.model.plan.Step;
import ckms.model.run.Failure;
import ckms.model.run.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Everything that is done within the state directory, and by the hooks of recipes; it is done as the directory's owner.
 * Whoever has an open build side holds the directory's lock until it is closed. Several threads may use it at once.
 *
 * <p>Expected problems are in the outcomes. An {@link IOException} may also mean that the process that works as the
 * owner has ended. An unchecked exception may wrap one, as {@link java.io.UncheckedIOException} does.
 */
public interface BuildSide extends InstalledLinks, AutoCloseable {
    /** Returns what came, when this was opened, of the builds that earlier writers were interrupted in. */
    Settlement settlement();

    /**
     * Registers a package, or replaces what is registered of it.
     *
     * @throws IOException if that can't be written
     */
    Outcome add(Step.Add step) throws IOException;

    /**
     * Records a manifest as the owner of a registered package, and of its builds for the step's kernels.
     *
     * @throws IOException if that can't be read or written
     */
    Outcome adopt(Step.Adopt step) throws IOException;

    /**
     * Records anew the inputs of a build of which nothing has changed; does nothing if the build is not on record.
     *
     * @throws IOException if the record can't be read or written
     */
    void refresh(Cell cell, Inputs inputs) throws IOException;

    /**
     * Builds a cell; what was built before stays until the new build is good.
     *
     * @param signer signs the modules; it may do so in another process
     * @return the modules; a failure if a hook or a condition fails, or a module is missing, does not fit the kernel or
     *     can't be signed
     * @throws IOException if a file can't be read or written, or a program can't be run
     * @throws InterruptedException if the thread is interrupted while it waits; the hook that ran has been ended
     */
    Built build(BuildOrder order, HookListener listener, Signer signer) throws IOException, InterruptedException;

    /**
     * Lends a number of jobs, from now on, to the makes of all builds whose recipes do not count jobs themselves.
     *
     * @throws IOException if the pipe of the job server can't be written
     */
    void lend(int jobs) throws IOException;

    /**
     * Runs a hook of a recipe.
     *
     * @return why it failed; empty if it did not
     * @throws IOException if it can't be run, or its log can't be written or read
     * @throws InterruptedException if the thread is interrupted while it waits; the hook has been ended
     */
    Optional<Failure> run(HookOrder order, HookListener listener) throws IOException, InterruptedException;

    /**
     * Removes what is built of a cell, and what a failed build left.
     *
     * @throws IOException if something can't be removed
     */
    Outcome clean(Cell cell) throws IOException;

    /**
     * Unregisters a package of which nothing is built.
     *
     * @return a failure if its folder holds something that ckms did not put there
     * @throws IOException if something can't be removed
     */
    Outcome remove(PackageId pkg) throws IOException;

    /**
     * Removes results of earlier builds beyond a size, and what is left of kernels that are gone and of packages that
     * are not registered.
     *
     * @param cacheBytes the most bytes that the cache of results may take afterwards
     * @throws IOException if something can't be removed
     */
    Outcome collect(Step.Collect step, long cacheBytes) throws IOException;

    /**
     * Moves away, within the state directory, what is damaged or stands where something else should be.
     *
     * @param relative its path, relative to the state directory
     * @throws IOException if it can't be moved
     */
    void setAside(Path relative) throws IOException;

    /**
     * Deletes the files in the state directory that earlier writers left half written.
     *
     * @throws IOException if a folder can't be read, or a file can't be deleted
     */
    Outcome tidy() throws IOException;

    /** Gives up the state directory's lock. */
    @Override
    void close() throws IOException;
}
