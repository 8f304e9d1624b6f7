package ckms.engine.buildside.worker;

import ckms.engine.buildside.hook.HookListener;
import ckms.engine.buildside.sign.Signer;
import ckms.engine.host.files.FileProblem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * Who in root's process hears what is said until a request is done.
 *
 * @param waiting who holds the lock, when that takes long
 * @param signer signs modules
 */
record Hearer(HookListener listener, Consumer<String> waiting, Signer signer) {
    /** Hears how hooks get on, and signs. */
    static Hearer of(HookListener listener, Signer signer) {
        return new Hearer(listener, holder -> {}, signer);
    }

    /** Signs a module, named from the state directory's root. */
    Answer sign(Path module) throws InterruptedException {
        try {
            return signer.sign(module).<Answer>map(Answer.Signed::new).orElseGet(Answer.NotSigned::new);
        } catch (IOException failed) {
            return new Answer.SigningFailed(FileProblem.sentence(failed));
        }
    }
}
