package ckms.engine.buildside.worker;

import ckms.engine.host.files.ProblemException;
import ckms.engine.store.StateBusyException;
import ckms.model.recipe.Hook;
import ckms.model.run.Failure;
import ckms.model.run.FailureKind;
import ckms.model.run.Outcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/** What the owner's process says to a request: any number of interim replies, and then a final one. */
sealed interface Reply {
    /** Something on the way. */
    sealed interface Interim extends Reply {
        /**
         * Passes it on.
         *
         * @return the answer, where one is awaited
         * @throws InterruptedException where the answering was interrupted
         */
        Optional<Answer> passOn(Hearer to) throws InterruptedException;
    }

    /** Another writer has the lock. */
    record Waiting(String holder) implements Interim {
        @Override
        public Optional<Answer> passOn(Hearer to) {
            to.waiting().accept(holder);
            return Optional.empty();
        }
    }

    /** A hook begins. */
    record HookStarted(Hook hook) implements Interim {
        @Override
        public Optional<Answer> passOn(Hearer to) {
            to.listener().hookStarted(hook);
            return Optional.empty();
        }
    }

    /**
     * A hook printed something.
     *
     * @param latin1 its bytes, each as the character of that number
     */
    record Output(String latin1) implements Interim {
        static Output of(byte[] bytes, int length) {
            return new Output(new String(bytes, 0, length, StandardCharsets.ISO_8859_1));
        }

        @Override
        public Optional<Answer> passOn(Hearer to) {
            byte[] bytes = latin1.getBytes(StandardCharsets.ISO_8859_1);
            to.listener().output(bytes, bytes.length);
            return Optional.empty();
        }
    }

    /**
     * A module is to be signed.
     *
     * @param module from the state directory's root
     */
    record Sign(Path module) implements Interim {
        @Override
        public Optional<Answer> passOn(Hearer to) throws InterruptedException {
            return Optional.of(to.sign(module));
        }
    }

    /** What a request came to. */
    sealed interface Final extends Reply {
        /**
         * The outcome.
         *
         * @throws IOException where the work could not be done
         */
        Outcome outcome() throws IOException;
    }

    /** It is done. */
    record Done(Outcome outcome) implements Final {
        /** There is no more to say. */
        static final Done DONE = new Done(Outcome.done());
    }

    /** The hook failed. */
    record HookFailed(Failure failure) implements Final {
        @Override
        public Outcome outcome() {
            return new Outcome.Failed(failure);
        }
    }

    /** Another writer kept the lock. */
    record Busy(String sentence) implements Final {
        @Override
        public Outcome outcome() throws StateBusyException {
            throw new StateBusyException(sentence);
        }
    }

    /** Something went wrong with a file or a process. */
    record Broken(FailureKind kind, String sentence) implements Final {
        @Override
        public Outcome outcome() throws ProblemException {
            throw new ProblemException(kind, sentence);
        }
    }
}
