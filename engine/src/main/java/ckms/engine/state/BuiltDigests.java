package ckms.engine.state;

import ckms.engine.files.AtomicWrite;
import ckms.engine.files.Below;
import ckms.engine.json.Json;
import ckms.model.Cell;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * The digests of the modules of a build, recorded when it was finished.
 *
 * @param modules by the module file's path below the folder of what was built
 */
public record BuiltDigests(Map<String, String> modules) {
    private static final int LIMIT = 1 << 20;
    private static final Json JSON = new Json();

    public BuiltDigests {
        modules = Map.copyOf(modules);
    }

    /** The digest of a module; empty where it was not recorded. */
    public Optional<String> of(Path file) {
        return Optional.ofNullable(modules.get(file.toString()));
    }

    /** What is recorded of a cell; empty where the original built it. */
    public static Optional<BuiltDigests> read(StateDirectory state, Cell cell) throws IOException {
        Optional<byte[]> bytes = new Below(state.root()).bytes(state.digestsName(cell), LIMIT);
        return bytes.isEmpty()
                ? Optional.empty()
                : Optional.of(JSON.read(new String(bytes.get(), StandardCharsets.UTF_8), BuiltDigests.class));
    }

    /** Records these as those of a cell. */
    public void write(StateDirectory state, Cell cell) throws IOException {
        AtomicWrite.text(state.root().resolve(state.digestsName(cell)), JSON.pretty(this));
    }

    /** Forgets what is recorded of a cell. */
    public static void forget(StateDirectory state, Cell cell) throws IOException {
        Files.deleteIfExists(state.root().resolve(state.digestsName(cell)));
    }
}
