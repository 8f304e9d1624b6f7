package ckms.cli.real;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ckms.cli.real.RealHost.Run;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
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
    private final Startup startup;
    private final Path hit;

    /**
     * Compiles the library.
     *
     * @param folder where to
     * @param below the folder below which operations count
     * @param startup how workers start
     */
    Faults(Path folder, Path below, Startup startup) throws IOException, InterruptedException {
        this.library = folder.resolve("fault.so");
        this.below = below;
        this.startup = startup;
        Path hits = Files.createDirectory(folder.resolve("hits"));
        Files.setPosixFilePermissions(hits, PosixFilePermissions.fromString("rwxrwxrwx"));
        this.hit = hits.resolve("hit");
        Path source = folder.resolve("fault.c");
        try (InputStream in = Faults.class.getResourceAsStream("fault.c")) {
            Files.write(source, in.readAllBytes());
        }
        Run compiled =
                RealHost.run(Map.of(), "gcc", "-shared", "-fPIC", "-o", library.toString(), source.toString(), "-ldl");
        assertEquals(0, compiled.code(), compiled.toString());
    }

    /** Ends it with SIGKILL at an operation. */
    Run kill(Victim victim, long at, Map<String, String> environment, List<String> words)
            throws IOException, InterruptedException {
        return run(victim, Map.of("FAULT_AT", Long.toString(at)), environment, words);
    }

    /** Has an operation fail, and all later ones too where that {@code stays}. */
    Run fail(Victim victim, long at, int error, boolean stays, Map<String, String> environment, List<String> words)
            throws IOException, InterruptedException {
        var faults = new HashMap<>(Map.of("FAULT_AT", Long.toString(at), "FAULT_ERRNO", Integer.toString(error)));
        if (stays) {
            faults.put("FAULT_STAYS", "1");
        }
        return run(victim, faults, environment, words);
    }

    /** Whether the last run came as far as its fault. */
    boolean wasHit() {
        return Files.exists(hit);
    }

    private Run run(Victim victim, Map<String, String> fault, Map<String, String> environment, List<String> words)
            throws IOException, InterruptedException {
        Files.deleteIfExists(hit);
        var preloaded = new HashMap<>(fault);
        preloaded.put("LD_PRELOAD", library.toString());
        preloaded.put("FAULT_BELOW", below.toString());
        preloaded.put("FAULT_HIT", hit.toString());
        var all = new HashMap<>(environment);
        if (victim == Victim.WORKER) {
            startup.worker(preloaded);
        } else {
            all.putAll(preloaded);
        }
        try {
            return RealHost.run(all, words.toArray(String[]::new));
        } finally {
            startup.worker(Map.of());
        }
    }
}
