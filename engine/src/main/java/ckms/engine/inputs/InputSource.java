package ckms.engine.inputs;

import java.io.IOException;
import java.util.Optional;

/** Where an input of a build is found. Two that are equal lead to the same input. */
public interface InputSource {
    /**
     * Tells, without reading it, that it is still what it was.
     *
     * @param then what was kept of it
     * @return false also where that can't be told
     * @throws IOException where it can't be looked at
     */
    default boolean isStill(Input then) throws IOException {
        return false;
    }

    /**
     * Reads it.
     *
     * @return it as it is now; empty where nothing like it is to be had
     * @throws IOException where it can't be read
     * @throws InterruptedException where a program that tells of it was interrupted
     */
    Optional<Input> read() throws IOException, InterruptedException;

    /** Gives what needs no reading. */
    static InputSource given(Input input) {
        return new Given(Optional.of(input));
    }

    /** Stands for what is not there. */
    static InputSource none() {
        return new Given(Optional.empty());
    }

    /** What needs no reading. */
    record Given(Optional<Input> input) implements InputSource {
        @Override
        public Optional<Input> read() {
            return input;
        }
    }
}
