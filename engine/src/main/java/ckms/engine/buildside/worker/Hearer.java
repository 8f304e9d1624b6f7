package ckms.engine.buildside.worker;

import ckms.engine.buildside.hook.HookListener;
import ckms.engine.buildside.sign.Signer;
import ckms.engine.host.files.FileProblem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * Hears, in root's process, what is said until a request is done.
 *
 * @param waiting is told who holds the lock, if the wait is long
 * @param signer signs modules
 */
record Hearer(HookListener listener, Consumer<String> waiting, Signer signer) {
    /** Makes a hearer of a request about which nothing is said before it is done. */
    static Hearer none() {
        return of(HookListener.none(), Signer.none());
    }

    /** Makes a hearer of a request that does not wait for the lock. */
    static Hearer of(HookListener listener, Signer signer) {
        return new Hearer(listener, holder -> {}, signer);
    }

    /** Signs a module, which is given by its path relative to the state directory's root. */
    Answer sign(Path module) throws InterruptedException {
        try {
            return signer.sign(module).<Answer>map(Answer.Signed::new).orElseGet(Answer.NotSigned::new);
        } catch (IOException failed) {
            return new Answer.SigningFailed(FileProblem.sentence(failed));
        }
    }
}
