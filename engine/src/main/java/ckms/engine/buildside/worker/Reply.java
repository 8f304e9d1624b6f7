package ckms.engine.buildside.worker;

import ckms.model.recipe.Hook;
import ckms.model.run.Failure;
import ckms.model.run.Outcome;
import java.nio.file.Path;

/** What the owner's process says to a request: any number of interim replies, and then a final one. */
public sealed interface Reply {
    /** Interim: another writer has the lock. */
    record Waiting(String holder) implements Reply {}

    /** Interim: a hook begins. */
    record HookStarted(Hook hook) implements Reply {}

    /**
     * Interim: a hook printed something.
     *
     * @param latin1 its bytes, each as the character of that number
     */
    record Output(String latin1) implements Reply {}

    /**
     * Interim: a module is to be signed; a request with the answer is awaited.
     *
     * @param module from the state directory's root
     */
    record Sign(Path module) implements Reply {}

    /** Final: it is done. */
    record Done(Outcome outcome) implements Reply {}

    /** Final: the hook failed. */
    record HookFailed(Failure failure) implements Reply {}

    /** Final: another writer kept the lock. */
    record Busy(String sentence) implements Reply {}

    /** Final: something went wrong with a file or a process. */
    record Broken(String sentence) implements Reply {}
}
