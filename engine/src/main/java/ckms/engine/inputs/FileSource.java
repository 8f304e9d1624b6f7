package ckms.engine.inputs;

import ckms.engine.host.files.Stamp;
import java.io.IOException;
import java.util.Optional;

/** Where an input is found that consists of files: sizes, inodes and times tell that they are the same. */
public interface FileSource extends InputSource {
    /**
     * Looks at the files without reading them.
     *
     * @throws IOException where they can't be looked at
     */
    Stamp stamp() throws IOException;

    /**
     * Reads the files.
     *
     * @return the digest of all of them
     * @throws IOException where they can't be read
     */
    String digest() throws IOException;

    @Override
    default boolean isStill(Input then) throws IOException {
        return !then.stamp().isEmpty() && then.stamp().equals(stamp().text());
    }

    /** The stamp comes first: what changes while it is read is another one by it. */
    @Override
    default Optional<Input> read() throws IOException {
        String stamp = stamp().reliable();
        return Optional.of(new Input(digest(), stamp));
    }
}
