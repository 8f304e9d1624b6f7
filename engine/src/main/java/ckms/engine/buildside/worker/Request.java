package ckms.engine.buildside.worker;

import ckms.engine.buildside.BuildOrder;
import ckms.engine.buildside.hook.HookOrder;
import ckms.engine.buildside.sign.Signature;
import ckms.engine.inputs.Inputs;
import ckms.model.Cell;
import ckms.model.Kernel;
import ckms.model.PackageId;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** What root's process asks of the one that works as the state directory's owner; a line of JSON each. */
public sealed interface Request {
    /**
     * The first request: take the lock.
     *
     * @param state the state directory
     * @param holder who takes it, for others to read
     */
    record Open(Path state, String holder, long timeoutMillis) implements Request {}

    /** Registers a package. */
    record Add(PackageId pkg, Path source, String recipe, String owner, boolean isProtected) implements Request {}

    /** Makes what is there a manifest's own. */
    record Adopt(PackageId pkg, List<Kernel> kernels, String owner, boolean isProtected) implements Request {}

    /** Notes when and where the inputs of a build were looked at. */
    record Refresh(Cell cell, Inputs inputs) implements Request {}

    /**
     * Builds a cell.
     *
     * @param heard whether anybody hears what hooks print
     */
    record Build(BuildOrder order, boolean heard) implements Request {}

    /**
     * Runs a hook.
     *
     * @param heard whether anybody hears what it prints
     */
    record Run(HookOrder order, boolean heard) implements Request {}

    /** Lends jobs to makes. */
    record Lend(int jobs) implements Request {}

    /** Removes what nobody needs any more. */
    record Collect(Set<String> releases, long cacheBytes) implements Request {}

    /** The answer to {@link Reply.Sign}. */
    record Signed(Signature signature) implements Request {}

    /** The answer to {@link Reply.Sign} where modules are not signed. */
    record NotSigned() implements Request {}

    /** The answer to {@link Reply.Sign} where that went wrong. */
    record SigningFailed(String sentence) implements Request {}

    /** Removes what is built of a cell. */
    record Clean(Cell cell) implements Request {}

    /** Removes what is registered of a package. */
    record Remove(PackageId pkg) implements Request {}

    /** Says that the cell is the installed one. */
    record Link(Cell cell) implements Request {}

    /** Says that none is. */
    record Unlink(Cell cell) implements Request {}
}
