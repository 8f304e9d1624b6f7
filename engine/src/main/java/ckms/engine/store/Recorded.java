package ckms.engine.store;

import java.io.IOException;
import java.util.Optional;

/** What reading a record came to: its value, nothing, or what is wrong with which file. */
public sealed interface Recorded<T> {
    /** Returns the value; empty if there is no record, or it can't be read. */
    Optional<T> known();

    /** Returns what is wrong with the record; empty if nothing is. */
    Optional<Fault> fault();

    /**
     * Returns the value, for what is not safe without it; empty if there is no record.
     *
     * @param consequence what can't be told from a record that can't be read, for the sentence
     * @throws IOException if there is a record and it can't be read; the message is a sentence that names the file and
     *     says what to do
     */
    default Optional<T> orRefuse(String consequence) throws IOException {
        if (fault().isPresent()) {
            throw new IOException(fault().get().sentence() + ", so that nobody can tell " + consequence
                    + "; see 'ckms doctor', and 'ckms doctor --fix' moves a damaged record away");
        }
        return known();
    }

    /** A record that was read. */
    record Known<T>(T value) implements Recorded<T> {
        @Override
        public Optional<T> known() {
            return Optional.of(value);
        }

        @Override
        public Optional<Fault> fault() {
            return Optional.empty();
        }
    }

    /** No record. */
    record Absent<T>() implements Recorded<T> {
        @Override
        public Optional<T> known() {
            return Optional.empty();
        }

        @Override
        public Optional<Fault> fault() {
            return Optional.empty();
        }
    }

    /** A record that can't be read. */
    record Faulty<T>(Fault what) implements Recorded<T> {
        @Override
        public Optional<T> known() {
            return Optional.empty();
        }

        @Override
        public Optional<Fault> fault() {
            return Optional.of(what);
        }
    }
}
