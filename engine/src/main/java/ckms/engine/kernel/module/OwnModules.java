package ckms.engine.kernel.module;

import ckms.engine.host.Host;
import ckms.engine.host.files.Scratch;
import ckms.engine.host.process.Command;
import ckms.engine.host.process.MissingProgramException;
import ckms.engine.host.process.TimeLimitException;
import ckms.engine.kernel.KernelTree;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The modules that a kernel brought with it, as examples of what fits it. */
public final class OwnModules {
    private static final int MOST_TRIED = 8;

    /** In bytes; a module that becomes larger is no good example. */
    private static final long LARGEST = 256L << 20;

    /** The longest that one may take to be decompressed. */
    private static final Duration LONGEST = Duration.ofSeconds(20);

    private final Host host;

    /** Makes a reader of kernels' own modules that runs its programs on a host. */
    public OwnModules(Host host) {
        this.host = host;
    }

    /**
     * Tells how a kernel's own modules are compressed.
     *
     * @return {@link Compression#NONE} if it has no module
     * @throws IOException if the folder of its modules can't be read
     * @throws java.io.UncheckedIOException if a folder below that can't be read
     */
    public Compression compression(KernelTree kernel) throws IOException {
        return some(kernel, 1).stream().findFirst().flatMap(Compression::of).orElse(Compression.NONE);
    }

    /**
     * Reads the vermagic of the first of the kernel's own modules that has one; a module that is damaged, or can't be
     * decompressed, is passed over, and so are the others after a few of them.
     *
     * @throws IOException if the folder of its modules can't be read, or one can't be written for a moment where it is
     *     decompressed; also if the thread is interrupted while it reads one
     */
    Optional<String> vermagic(KernelTree kernel) throws IOException, InterruptedException {
        for (Path module : some(kernel, MOST_TRIED)) {
            Optional<String> vermagic = vermagic(module);
            if (vermagic.isPresent()) {
                return vermagic;
            }
        }
        return Optional.empty();
    }

    /** Only what is wrong with the module passes it over: a full disk of ours is no reason to know less of a kernel. */
    private Optional<String> vermagic(Path module) throws IOException, InterruptedException {
        Compression compression = Compression.of(module).orElseThrow();
        if (compression == Compression.NONE) {
            return vermagicIfSound(module);
        }
        Path plain = Scratch.file();
        try {
            return isDecompressed(module, compression, plain) ? vermagicIfSound(plain) : Optional.empty();
        } finally {
            Files.delete(plain);
        }
    }

    private static Optional<String> vermagicIfSound(Path module) throws IOException {
        try {
            return ModuleInfo.of(module).vermagic();
        } catch (FileSystemException noSoundModule) {
            return Optional.empty();
        }
    }

    private boolean isDecompressed(Path module, Compression compression, Path plain)
            throws IOException, InterruptedException {
        var command = new Command(compression.decompress(), Path.of("/"), Map.of("PATH", host.path()), module)
                .atMost(LONGEST);
        try (OutputStream out = Files.newOutputStream(plain)) {
            long[] left = {LARGEST};
            return host.processes()
                    .filter(command, (bytes, length) -> {
                        left[0] -= length;
                        if (left[0] < 0) {
                            throw new TooLargeException();
                        }
                        out.write(bytes, 0, length);
                    })
                    .isGood();
        } catch (MissingProgramException | TimeLimitException | TooLargeException anotherOneOrTheConfigurationServes) {
            return false;
        }
    }

    private static final class TooLargeException extends IOException {
        private static final long serialVersionUID = 1;
    }

    /** Finds some of the kernel's own modules, without those whose links lead to something else. */
    private static List<Path> some(KernelTree kernel, int most) throws IOException {
        Path own = kernel.file("kernel");
        var found = new ArrayList<Path>();
        if (!Files.isDirectory(own)) {
            return found;
        }
        try (var files = Files.walk(own)) {
            Iterator<Path> all = files.iterator();
            while (found.size() < most && all.hasNext()) {
                Path file = kernel.roots().within(all.next());
                if (Compression.of(file).isPresent() && Files.isRegularFile(file)) {
                    found.add(file);
                }
            }
        }
        return found;
    }
}
