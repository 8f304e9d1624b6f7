package ckms.engine.inputs;

import ckms.engine.host.files.Stamp;
import java.io.IOException;
import java.util.Optional;

/** The source of an input that consists of files; their sizes, inodes and times tell whether they have changed. */
public interface FileSource extends InputSource {
    /**
     * Takes the stamp of the files, without reading them.
     *
     * @throws IOException if they can't be looked at
     */
    Stamp stamp() throws IOException;

    /**
     * Computes one digest of the contents of all the files.
     *
     * @throws IOException if they can't be read
     */
    String digest() throws IOException;

    @Override
    default boolean isStill(Input then) throws IOException {
        return !then.stamp().isEmpty() && then.stamp().equals(stamp().text());
    }

    /** Takes the stamp before it reads, so that a change during the reading leaves a stamp that no longer fits. */
    @Override
    default Optional<Input> read() throws IOException {
        String stamp = stamp().reliable();
        return Optional.of(new Input(digest(), stamp));
    }
}
