package ckms.engine.inputs;

import ckms.engine.host.files.Stamp;
import ckms.engine.host.files.TreeDigest;
import java.io.IOException;
import java.nio.file.Path;

/**
 * A source tree without its recipe, which is an input by itself.
 *
 * @param folder a path with no link in it
 */
record SourceTree(Path folder) implements FileSource {
    private static final String RECIPE = "ckms.ini";

    @Override
    public Stamp stamp() throws IOException {
        return Stamp.ofTree(folder, RECIPE);
    }

    @Override
    public String digest() throws IOException {
        return TreeDigest.of(folder, RECIPE);
    }
}
