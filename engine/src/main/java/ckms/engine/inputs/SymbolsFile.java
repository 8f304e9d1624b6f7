package ckms.engine.inputs;

import ckms.engine.host.files.Digest;
import ckms.engine.host.files.Stamp;
import java.io.IOException;
import java.nio.file.Path;

/**
 * The symbols that the modules of a build export.
 *
 * @param file Kbuild's {@code Module.symvers}, which does not exist if they export none
 */
record SymbolsFile(Path file) implements FileSource {
    @Override
    public Stamp stamp() throws IOException {
        return Stamp.of(file);
    }

    @Override
    public String digest() throws IOException {
        return Digest.orNone(file);
    }
}
