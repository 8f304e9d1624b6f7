package ckms.cli.real;

import ckms.cli.real.RealHost.Run;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Ends ckms, or has it fail, at one of its operations on files: a library that is loaded before all others counts them. */
final class Faults {
    /** There is no space left. */
    static final int ENOSPC = 28;
    /** The device failed. */
    static final int EIO = 5;

    private final Path library;
    private final Path below;
    private final Path hit;

    /**
     * Compiles the library.
     *
     * @param folder where to
     * @param below the folder below which operations count
     */
    Faults(Path folder, Path below) throws IOException, InterruptedException {
        this.library = folder.resolve("fault.so");
        this.below = below;
        this.hit = folder.resolve("hit");
        Path source = folder.resolve("fault.c");
        try (InputStream in = Faults.class.getResourceAsStream("fault.c")) {
            Files.write(source, in.readAllBytes());
        }
        Run compiled =
                RealHost.run(Map.of(), "gcc", "-shared", "-fPIC", "-o", library.toString(), source.toString(), "-ldl");
        if (compiled.code() != 0) {
            throw new IllegalStateException(compiled.toString());
        }
    }

    /** Ends it with SIGKILL at an operation. */
    Run kill(long at, Map<String, String> environment, List<String> words) throws IOException, InterruptedException {
        return run(Map.of("FAULT_AT", Long.toString(at)), environment, words);
    }

    /** Has an operation fail, and all later ones too where that {@code stays}. */
    Run fail(long at, int error, boolean stays, Map<String, String> environment, List<String> words)
            throws IOException, InterruptedException {
        Files.deleteIfExists(hit);
        var faults = new HashMap<>(Map.of(
                "FAULT_AT", Long.toString(at), "FAULT_ERRNO", Integer.toString(error), "FAULT_HIT", hit.toString()));
        if (stays) {
            faults.put("FAULT_STAYS", "1");
        }
        return run(faults, environment, words);
    }

    /** Whether the last run came as far as its fault. */
    boolean wasHit() {
        return Files.exists(hit);
    }

    private Run run(Map<String, String> faults, Map<String, String> environment, List<String> words)
            throws IOException, InterruptedException {
        var all = new HashMap<>(environment);
        all.put("LD_PRELOAD", library.toString());
        all.put("FAULT_BELOW", below.toString());
        all.putAll(faults);
        return RealHost.run(all, words.toArray(String[]::new));
    }
}
