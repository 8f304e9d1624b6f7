package ckms.engine.inputs;

import ckms.engine.host.files.SourceWalk;
import ckms.engine.host.files.Stamp;
import ckms.engine.host.files.TreeDigest;
import java.io.IOException;
import java.nio.file.Path;

/**
 * A source tree without its recipe, which is an input by itself.
 *
 * @param folder a path with no link in it
 * @param isRoots whether root reads it, who follows no link that others put on the way to it meanwhile
 */
record SourceTree(Path folder, boolean isRoots) implements FileSource {
    private static final String RECIPE = "ckms.ini";

    private SourceWalk.Way way() {
        return isRoots ? visit -> SourceWalk.withoutLinks(folder, visit) : visit -> SourceWalk.of(folder, visit);
    }

    @Override
    public Stamp stamp() throws IOException {
        return Stamp.ofTree(way(), RECIPE);
    }

    @Override
    public String digest() throws IOException {
        return TreeDigest.of(way(), RECIPE);
    }
}
