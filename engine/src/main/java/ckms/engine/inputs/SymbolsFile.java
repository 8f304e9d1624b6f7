package ckms.engine.inputs;

import ckms.engine.host.files.Below;
import ckms.engine.host.files.Digest;
import ckms.engine.host.files.Stamp;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * The symbols that the modules of a build export. No link is followed: whoever owns the state directory could learn of a
 * file that only the reader may read.
 *
 * @param state the root of the state directory
 * @param name the path of Kbuild's {@code Module.symvers} in it; the file does not exist if they export none
 */
record SymbolsFile(Path state, Path name) implements FileSource {
    /** In bytes; the kernel itself has less than ten megabytes of symbols. */
    private static final long MOST = 64L << 20;

    @Override
    public Stamp stamp() throws IOException {
        return new Below(state).stamp(name);
    }

    @Override
    public String digest() throws IOException {
        try {
            return new Below(state).read(name, MOST, in -> Digest.copy(in, OutputStream.nullOutputStream()));
        } catch (NoSuchFileException none) {
            return Digest.NONE;
        }
    }
}
