package ckms.engine.buildside.worker;

import ckms.engine.buildside.Built;
import ckms.engine.host.files.ProblemException;
import ckms.engine.store.Settlement;
import ckms.engine.store.StateBusyException;
import ckms.model.recipe.Hook;
import ckms.model.run.Failure;
import ckms.model.run.FailureKind;
import ckms.model.run.Outcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/** A reply of the owner's process to a request, which gets any number of interim ones and then a final one. */
sealed interface Reply {
    /** A reply that comes before the final one. */
    sealed interface Interim extends Reply {
        /**
         * Passes the reply on to a hearer.
         *
         * @return the answer, if one is awaited
         * @throws InterruptedException if the thread is interrupted while it answers
         */
        Optional<Answer> passOn(Hearer to) throws InterruptedException;
    }

    /** The word, at short intervals and in no exchange, that the process is not stopped. */
    record Alive() implements Interim {
        @Override
        public Optional<Answer> passOn(Hearer to) {
            return Optional.empty();
        }
    }

    /** The reply that another writer holds the lock. */
    record Waiting(String holder) implements Interim {
        @Override
        public Optional<Answer> passOn(Hearer to) {
            to.waiting().accept(holder);
            return Optional.empty();
        }
    }

    /** The reply that a hook begins. */
    record HookStarted(Hook hook) implements Interim {
        @Override
        public Optional<Answer> passOn(Hearer to) {
            to.listener().hookStarted(hook);
            return Optional.empty();
        }
    }

    /**
     * The reply that a hook printed something.
     *
     * @param latin1 its bytes, each as the character with the same number
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
     * The reply that asks for the signature of a module.
     *
     * @param module its path, relative to the state directory's root
     */
    record Sign(Path module) implements Interim {
        @Override
        public Optional<Answer> passOn(Hearer to) throws InterruptedException {
            return Optional.of(to.sign(module));
        }
    }

    /** A reply that tells what a request came to. */
    sealed interface Final extends Reply {
        /**
         * Returns the outcome of the request.
         *
         * @throws IOException if the work could not be done
         */
        Outcome outcome() throws IOException;
    }

    /** The reply that a request was handled. */
    record Done(Outcome outcome) implements Final {
        /** The reply that a request is done, with no more to say. */
        static final Done DONE = new Done(Outcome.done());
    }

    /**
     * The reply that the build side is open.
     *
     * @param settlement what came of the builds that earlier writers were interrupted in
     */
    record Opened(Settlement settlement) implements Final {
        @Override
        public Outcome outcome() {
            return Outcome.done();
        }
    }

    /** The reply that tells how a build ended, and which modules came of it. */
    record HasBuilt(Built built) implements Final {
        @Override
        public Outcome outcome() {
            return built.outcome();
        }
    }

    /** The reply that the hook failed. */
    record HookFailed(Failure failure) implements Final {
        @Override
        public Outcome outcome() {
            return new Outcome.Failed(failure);
        }
    }

    /** The reply that another writer kept the lock. */
    record Busy(String sentence) implements Final {
        @Override
        public Outcome outcome() throws StateBusyException {
            throw new StateBusyException(sentence);
        }
    }

    /** The reply that something went wrong with a file or a process. */
    record Broken(FailureKind kind, String sentence) implements Final {
        @Override
        public Outcome outcome() throws ProblemException {
            throw new ProblemException(kind, sentence);
        }
    }
}
