package ckms.engine.kernel.module;

import ckms.engine.host.Host;
import ckms.engine.host.files.Scratch;
import ckms.engine.host.process.Command;
import ckms.engine.host.process.MissingProgramException;
import ckms.engine.kernel.KernelTree;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** The modules that a kernel brought with it, as examples of what fits it. */
public final class OwnModules {
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
        return any(kernel).flatMap(Compression::of).orElse(Compression.NONE);
    }

    /**
     * Reads the vermagic of one of the kernel's own modules; empty if there is none, or none that can be decompressed.
     */
    Optional<String> vermagic(KernelTree kernel) throws IOException, InterruptedException {
        Optional<Path> module = any(kernel);
        if (module.isEmpty()) {
            return Optional.empty();
        }
        Compression compression = Compression.of(module.get()).orElseThrow();
        if (compression == Compression.NONE) {
            return ModuleInfo.of(module.get()).vermagic();
        }
        Path plain = Scratch.file();
        try {
            return decompress(module.get(), compression, plain)
                    ? ModuleInfo.of(plain).vermagic()
                    : Optional.empty();
        } finally {
            Files.delete(plain);
        }
    }

    private boolean decompress(Path module, Compression compression, Path plain)
            throws IOException, InterruptedException {
        var command = new Command(compression.decompress(), Path.of("/"), Map.of("PATH", host.path()), module);
        try (OutputStream out = Files.newOutputStream(plain)) {
            return host.processes().run(command, (bytes, length) -> out.write(bytes, 0, length)) == 0;
        } catch (MissingProgramException theKernelsConfigurationServes) {
            return false;
        }
    }

    private static Optional<Path> any(KernelTree kernel) throws IOException {
        Path own = kernel.folder().resolve("kernel");
        if (!Files.isDirectory(own)) {
            return Optional.empty();
        }
        try (var files = Files.walk(own)) {
            return files.filter(file -> Compression.of(file).isPresent())
                    .filter(Files::isRegularFile)
                    .findFirst();
        }
    }
}
