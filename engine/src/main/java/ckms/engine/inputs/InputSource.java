package ckms.engine.inputs;

import java.io.IOException;
import java.util.Optional;

/** The place where an input of a build is found; sources that are equal lead to the same input. */
public interface InputSource {
    /**
     * Says whether the input is unchanged, without reading it.
     *
     * @param then what was kept of it
     * @return false also if that can't be told
     * @throws IOException if it can't be looked at
     */
    default boolean isStill(Input then) throws IOException {
        return false;
    }

    /**
     * Reads the input as it is now.
     *
     * @return empty if it does not exist
     * @throws IOException if it can't be read
     * @throws InterruptedException if the thread is interrupted while it waits for a program
     */
    Optional<Input> read() throws IOException, InterruptedException;

    /** Makes the source of an input that needs no reading. */
    static InputSource given(Input input) {
        return new Given(Optional.of(input));
    }

    /** Makes the source of an input that does not exist. */
    static InputSource none() {
        return new Given(Optional.empty());
    }

    /** The source of an input that needs no reading. */
    record Given(Optional<Input> input) implements InputSource {
        @Override
        public Optional<Input> read() {
            return input;
        }
    }
}
